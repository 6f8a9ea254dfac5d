# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""The paper, the common palette and the brush."""

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageColor, ImageDraw

from .forms import Point, Shape, box, disc

WIDTH, HEIGHT = 1200, 630
FINER: Final = 3  # drawn larger and shrunk at the end, so that edges are smooth
MOST_COLOURS: Final = 256

TONES: Final = {
    "night": "#22364d",
    "dusk": "#3c5673",
    "slate": "#5f7f99",
    "mist": "#a8c0cf",
    "haze": "#d5e3e8",
    "white": "#fffdf8",
    "cream": "#fbf4e8",
    "sand": "#f2e4cf",
    "wheat": "#e3cba6",
    "sun": "#fbe6b5",
    "gold": "#f3cc82",
    "amber": "#e5b062",
    "peach": "#f8d8c0",
    "apricot": "#f3b998",
    "coral": "#e2937b",
    "clay": "#b86b5c",
    "blush": "#f8e3dd",
    "rose": "#e9b9b6",
    "berry": "#c98591",
    "foam": "#dceeea",
    "aqua": "#93c2c2",
    "teal": "#4f8b91",
    "deep": "#2d5258",
    "mint": "#d2e4d5",
    "sage": "#a0bfa3",
    "moss": "#709579",
    "pine": "#406b62",
    "fog": "#dedbec",
    "lilac": "#bbb5d8",
    "violet": "#8882b1",
    "plum": "#5b5680",
    "wood": "#c79f7c",
    "bark": "#866a59",
    "umber": "#5c4940",
    "ink": "#34485c",
}

Colour = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A colour that may pass into a second one across the shape it fills."""

    first: Colour
    last: Colour
    sideways: bool

    def at(self, share: float) -> Colour:
        """The colour the given share of the way through the shape."""
        red, green, blue, opacity = (round(a + (b - a) * share) for a, b in zip(self.first, self.last, strict=True))
        return (red, green, blue, opacity)


def colour(words: str) -> Colour:
    """A tone of the palette, and after an @ how opaque it is: ``gold`` or ``gold@.4``."""
    name, _, opacity = words.partition("@")
    red, green, blue = ImageColor.getrgb(TONES[name])[:3]
    return (red, green, blue, round(255 * float(opacity or 1)))


def paint(words: str) -> Paint:
    """One colour, or two: ``gold/peach`` is gold over peach, ``gold>peach`` goes from left to right."""
    sideways = ">" in words
    first, _, last = words.partition(">" if sideways else "/")
    return Paint(first=colour(first), last=colour(last or first), sideways=sideways)


def edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape."""
    xs = [x for outline in shape for x, _ in outline]
    ys = [y for outline in shape for _, y in outline]
    return (min(xs), min(ys), max(xs), max(ys))


class Canvas:
    """A sheet that takes one shape over another."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER))
        self.fill(box(0, 0, (WIDTH, HEIGHT)), background)

    def fill(self, shape: Shape, words: str, within: Shape = ()) -> None:
        """Paint a shape; what lies outside the second shape, if there is one, is spared."""
        left, top, right, bottom = (round(edge * FINER) for edge in edges(shape))
        seen = (max(left, 0), max(top, 0), min(right + 1, self.image.width), min(bottom + 1, self.image.height))
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        tint = spread(paint(words), (left, top, right, bottom), seen)
        mask = ImageChops.multiply(stencil(shape, seen), tint.getchannel("A"))
        if within:
            mask = ImageChops.multiply(mask, stencil(within, seen))
        self.image.paste(tint.convert("RGB"), seen[:2], mask)

    def fills(self, words: str, *shapes: Shape) -> None:
        """Paint several shapes alike, each with its own passage of colour."""
        for shape in shapes:
            self.fill(shape, words)

    def halo(self, place: Point, radius: float, tone: str, within: Shape = ()) -> None:
        """Light round a point, in soft rings that thin out."""
        for i in range(28):
            self.fill(disc(*place, radius * (1 - i / 28)), f"{tone}@{0.012 + i / 28 * 0.045:.3f}", within)

    def finished(self) -> Image.Image:
        """The picture in its own size with a palette, so that the file is small."""
        small = self.image.reduce(FINER)
        return shimmering(small).quantize(palette=fair_palette(small), dither=Image.Dither.NONE)


def fair_palette(picture: Image.Image) -> Image.Image:
    """The best few colours, where a small thing counts nearly as much as a wide sky."""
    counts = picture.getcolors(picture.width * picture.height) or []
    sample = [shade for count, shade in counts if isinstance(shade, tuple) for _ in range(round(count**0.55))]
    strip = Image.new("RGB", (len(sample), 1))
    strip.putdata(sample)
    return strip.quantize(MOST_COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=8)


def shimmering(picture: Image.Image) -> Image.Image:
    """The picture with neighbours a shade apart, which hides the steps between the colours of a palette."""
    even, odd = bytes((0, 2)) * (picture.width // 2), bytes((3, 1)) * (picture.width // 2)
    weave = Image.frombytes("L", picture.size, (even + odd) * (picture.height // 2))
    return ImageChops.add(picture, Image.merge("RGB", (weave, weave, weave)), offset=-1)


def stencil(shape: Shape, seen: tuple[int, int, int, int]) -> Image.Image:
    """White where the shape is, for the part of the sheet that is seen."""
    left, top, right, bottom = seen
    mask = Image.new("L", (right - left, bottom - top))
    brush = ImageDraw.Draw(mask)
    for outline in shape:
        brush.polygon([(x * FINER - left, y * FINER - top) for x, y in outline], fill=255)
    return mask


def spread(tint: Paint, whole: tuple[int, int, int, int], seen: tuple[int, int, int, int]) -> Image.Image:
    """The paint laid over the seen part, its passage measured on the whole shape."""
    axis = 0 if tint.sideways else 1
    start, length = whole[axis], max(whole[axis + 2] - whole[axis], 1)
    steps = range(seen[axis], seen[axis + 2])
    strip = Image.new("RGBA", (len(steps), 1) if tint.sideways else (1, len(steps)))
    for i, step in enumerate(steps):
        strip.putpixel((i, 0) if tint.sideways else (0, i), tint.at(min(max((step - start) / length, 0), 1)))
    return strip.resize((seen[2] - seen[0], seen[3] - seen[1]), Image.Resampling.NEAREST)
