# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""Pictures of trees, hills, water and sky."""

from collections.abc import Iterator
from math import cos, exp, radians, sin
from random import Random
from typing import Final

from .canvas import Canvas
from .forms import (
    Outline,
    Point,
    Shape,
    blob,
    box,
    curve,
    disc,
    ground,
    oval,
    petal,
    polygon,
    ribbon,
    trail,
    turned,
)

SHORTEST_TWIG: Final = 30
THINNEST_LIMB: Final = 5  # what is thinner bears leaves
LEAFY: Final = 0.55  # of the thin limbs


def chance(seed: int) -> Random:
    """Chance that falls out alike on every run."""
    return Random(seed)  # noqa: S311 - it places leaves and stars


def low_sun(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A warm sun with its light round it."""
    canvas.halo((x, y), radius * 3.4, "sun")
    canvas.fill(disc(x, y, radius), "sun/gold")


def fir(x: float, y: float, high: float) -> Shape:
    """A slender tree that stands on a point."""
    return petal((x, y), (high, high * 0.42)) + ribbon(((x, y + high * 0.1), (x, y - high * 0.2)), high * 0.05)


def branches(rng: Random, start: Point, degrees: float, size: Point) -> Iterator[tuple[Outline, float]]:
    """A limb as a line with its width at the foot, then all that grows out of it; size is length and width."""
    length, wide = size
    lean = radians(degrees + rng.uniform(-7, 7))
    tip = (start[0] + length * sin(lean), start[1] - length * cos(lean))
    yield (start, tip), wide
    if length < SHORTEST_TWIG:
        return
    for side in (-1, 1):
        turn = degrees * 0.9 + side * rng.uniform(19, 33)
        yield from branches(rng, tip, turn, (length * rng.uniform(0.7, 0.83), wide * 0.66))


def tree_in_first_leaf() -> Canvas:
    """A bare tree with first green leaves under a pale sun."""
    canvas = Canvas("mist/cream")
    canvas.halo((800, 215), 330, "white")
    canvas.fill(disc(800, 215, 92), "white/sun")
    canvas.fill(ground((0, 440), (250, 395), (560, 440), (900, 385), (1200, 430)), "mist@.8/haze@.6")
    canvas.fill(ground((0, 490), (300, 470), (700, 492), (1000, 455), (1200, 470)), "aqua@.55/mint@.8")
    canvas.fill(ground((0, 560), (260, 528), (520, 515), (850, 540), (1200, 575)), "sage/moss")
    canvas.fill(oval(470, 540, 190, 16), "pine@.28")
    limbs = tuple(branches(chance(11), (450, 440), 4, (98, 22)))
    trunk = (
        curve((400, 552), (432, 534), (440, 496), (438, 432)) + curve((462, 432), (466, 496), (474, 534), (512, 552)),
    )
    wood = tuple(outline for line, wide in limbs for outline in ribbon(line, wide, wide * 0.68))
    canvas.fill(trunk + wood, "bark/umber")
    leaves(canvas, chance(3), tuple(line[1] for line, wide in limbs if wide < THINNEST_LIMB))
    return canvas


def leaves(canvas: Canvas, rng: Random, tips: tuple[Point, ...]) -> None:
    """Small leaves at about half of the twigs."""
    for tip in tips:
        if rng.random() < LEAFY:
            tone = rng.choice(("moss", "sage", "pine", "moss"))
            canvas.fill(petal(tip, (rng.uniform(19, 27), 13), rng.uniform(-80, 80)), tone)


def swell(base: float, high: float, phase: float) -> Shape:
    """A row of round waves that come to rest towards the right."""
    xs = range(-20, 1240, 10)
    crest = tuple((float(x), base - high * (0.06 + exp(-((x / 620) ** 2))) * (sin(x / 62 + phase) + 1)) for x in xs)
    return ((*crest, (1240, 640), (-20, 640)),)


def boat_on_waves() -> Canvas:
    """A small boat on round waves, calmer ahead."""
    canvas = Canvas("mist/blush")
    low_sun(canvas, 930, 300, 66)
    canvas.fill(blob((90, 150), (190, 100), (300, 125), (380, 160), (230, 178)), "white@.65")
    canvas.fill(blob((560, 95), (640, 70), (740, 90), (800, 112), (660, 122)), "white@.5")
    canvas.fill(swell(372, 20, 0.4), "aqua/teal")
    canvas.fill(swell(412, 32, 2.1), "teal@.7/teal")
    sailing_boat(canvas)
    canvas.fill(swell(480, 40, 3.6), "teal/deep@.9")
    canvas.fill(swell(550, 42, 5.4), "deep@.75/deep")
    canvas.fill(swell(622, 44, 0.9), "deep/night@.8")
    for x, y, wide in ((850, 440, 120), (1000, 462, 90), (905, 512, 150), (760, 520, 70), (1040, 575, 110)):
        canvas.fill(ribbon(((x, y), (x + wide, y)), 5), "foam@.4")
    return canvas


def sailing_boat(canvas: Canvas) -> None:
    """A boat with two sails that heads to the right."""
    tilt, about = -5, (560, 440)
    mast = ribbon(((560, 200), (560, 440)), 9)
    main = ((*curve((552, 210), (520, 310), (440, 405)), (552, 405)),)
    jib = ((*curve((570, 225), (625, 320), (668, 405)), (570, 405)),)
    hull = (curve((430, 420), (462, 472), (520, 498), (610, 498), (665, 468), (700, 420)),)
    canvas.fill(turned(mast, tilt, about), "bark")
    canvas.fill(turned(main, tilt, about), "white/sand")
    canvas.fill(turned(jib, tilt, about), "apricot/coral")
    canvas.fill(turned(hull, tilt, about), "clay/umber")
    canvas.fill(turned(box(428, 416, (274, 13), 6), tilt, about), "wood")


def hills_and_level_path() -> Canvas:
    """Hills rising and falling beside a level path."""
    canvas = Canvas("fog/blush")
    low_sun(canvas, 640, 215, 62)
    canvas.fill(ground((0, 330), (170, 180), (390, 370), (640, 330), (860, 170), (1060, 350), (1200, 290)), "fog/lilac")
    canvas.fill(
        ground((0, 250), (110, 300), (330, 420), (560, 225), (770, 420), (1010, 260), (1200, 400)), "violet/lilac"
    )
    canvas.fill(ground((0, 420), (190, 290), (420, 440), (690, 350), (930, 455), (1130, 330), (1200, 345)), "teal/aqua")
    canvas.fill(ground((0, 462), (600, 458), (1200, 462)), "sage/moss")
    for x, high in ((96, 92), (142, 66), (1040, 84), (1092, 112), (1134, 70)):
        canvas.fill(fir(x, 476, high), "pine/deep")
    canvas.fill(box(-20, 506, (1240, 64)), "cream/wheat")
    canvas.fill(box(-20, 566, (1240, 8)), "wood@.55")
    rng = chance(5)
    for _ in range(26):
        canvas.fill(oval(rng.uniform(0, 1200), rng.uniform(516, 560), rng.uniform(5, 13), 3), "wood@.4")
    for i in range(60):
        canvas.fill(
            petal((i * 20.5 + rng.uniform(-8, 8), 640), (rng.uniform(26, 52), 14), rng.uniform(-24, 24)), "pine@.7"
        )
    return canvas


def stones_by_water() -> Canvas:
    """A stone stack beside still water."""
    canvas = Canvas("haze/peach")
    low_sun(canvas, 860, 200, 58)
    canvas.fill(ground((0, 330), (240, 270), (520, 330), (800, 300), (1010, 250), (1200, 305)), "mist/haze")
    canvas.fill(ground((0, 352), (420, 335), (700, 350), (980, 322), (1200, 340)), "aqua@.8/mist")
    canvas.fill(box(0, 356, (1200, 284)), "foam/aqua")
    canvas.fill(oval(860, 420, 44, 40), "sun@.5")
    for x, y, wide in ((700, 400, 260), (820, 440, 150), (640, 478, 210), (930, 505, 190), (760, 552, 320)):
        canvas.fill(ribbon(((x, y), (x + wide, y)), 4), "white@.55")
    canvas.fill(ground((0, 470), (180, 468), (400, 500), (600, 556), (760, 640)), "wheat/wood")
    canvas.fill(ground((0, 505), (180, 500), (390, 535), (560, 590), (640, 640)), "sand/wheat")
    canvas.fill(oval(365, 556, 190, 20), "bark@.3")
    stack = ((352, 522, 150, 44), (372, 448, 118, 37), (350, 384, 92, 32), (366, 329, 66, 26), (354, 285, 42, 20))
    for i, place in enumerate(stack):
        stone(canvas, place, ("slate/dusk", "mist/slate", "wood/bark", "haze/mist", "rose/berry")[i])
    stone(canvas, (560, 578, 48, 18), "mist/slate")
    stone(canvas, (140, 538, 60, 20), "wood/bark")
    return canvas


def stone(canvas: Canvas, place: tuple[float, float, float, float], words: str) -> None:
    """A smooth pebble with light on its upper side."""
    x, y, wide, high = place
    body = blob(
        (x - wide, y + 4),
        (x - wide * 0.55, y - high * 0.86),
        (x + wide * 0.45, y - high),
        (x + wide, y - 2),
        (x + wide * 0.5, y + high * 0.9),
        (x - wide * 0.6, y + high * 0.86),
    )
    canvas.fill(body, words)
    canvas.fill(oval(x - wide * 0.15, y - high * 0.7, wide * 0.7, high * 0.55), "white@.16", body)


def lotus_on_rings() -> Canvas:
    """A lotus on rings of water."""
    canvas = Canvas("deep/teal")
    for i in range(7):
        canvas.fill(oval(600, 470, 640 - i * 82, 205 - i * 26), "aqua@.2/foam@.16")
    for x, y, wide in ((235, 505, 120), (985, 480, 100), (880, 575, 78)):
        canvas.fill(oval(x, y + 7, wide, wide * 0.3), "night@.25")
        pad = oval(x, y, wide, wide * 0.3)
        canvas.fill(pad, "sage/moss")
        canvas.fill(polygon((x, y), (x + wide, y - wide * 0.34), (x + wide * 1.2, y - 4)), "teal", pad)
    canvas.halo((600, 330), 330, "blush")
    canvas.fill(oval(600, 492, 210, 40), "night@.3")
    rows = (
        ((-58, 58, -34, 34, -12, 12), 300, 112, "rose/blush"),
        ((-78, 78, -46, 46, -22, 22, 0), 262, 106, "berry/rose"),
    )
    for turns, length, wide, words in rows:
        for turn in turns:
            canvas.fill(petal((600, 490), (length, wide), turn), words)
    for turn in (-86, 86, -60, 60, -33, 33, 0):
        canvas.fill(petal((600, 496), (205, 96), turn), "blush/rose")
    return canvas


def fork_in_path() -> Canvas:
    """A fork in a path, one way leading to the sun."""
    canvas = Canvas("haze/sun")
    low_sun(canvas, 370, 268, 78)
    canvas.fill(ground((0, 300), (160, 268), (360, 312), (560, 290), (820, 235), (1020, 205), (1200, 245)), "mist/haze")
    canvas.fill(ground((0, 345), (250, 322), (480, 330), (760, 300), (960, 262), (1200, 290)), "sage@.9/mint")
    canvas.fill(ground((620, 366), (800, 322), (1000, 300), (1200, 318)), "aqua/teal")
    canvas.fill(ground((0, 385), (300, 338), (600, 372), (900, 350), (1200, 370)), "sage/moss")
    for x, y, high in (
        (1150, 410, 170),
        (1060, 392, 140),
        (980, 372, 108),
        (1110, 372, 120),
        (905, 366, 84),
        (1180, 372, 130),
    ):
        canvas.fill(fir(x, y, high), "teal/deep")
    shady = curve((650, 660), (652, 590), (690, 520), (800, 462), (905, 428), (930, 398), (912, 366))
    sunny = curve((650, 660), (636, 590), (560, 520), (450, 466), (402, 430), (412, 386), (372, 346))
    canvas.fill(trail(shady, 345, 0.66), "wood/wheat")
    canvas.fill(trail(sunny, 335, 0.66), "cream/wheat")
    rng = chance(4)
    for x, y in ((120, 560), (250, 480), (900, 560), (1050, 500), (330, 590), (1000, 600), (180, 430)):
        for _ in range(6):
            canvas.fill(
                petal((x + rng.uniform(-26, 26), y), (rng.uniform(20, 40), 11), rng.uniform(-28, 28)), "pine@.75"
            )
    return canvas
