# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""Pictures of single things: paper, books, a balance, hands."""

from .canvas import Canvas
from .forms import (
    Shape,
    blob,
    box,
    curve,
    disc,
    ground,
    mirrored,
    moved,
    oval,
    petal,
    polygon,
    ribbon,
    slab,
    trail,
    turned,
)


def notebook_with_dots() -> Canvas:
    """An open notebook with dots joined by a line."""
    canvas = Canvas("mint/foam")
    canvas.fill(disc(600, 320, 380), "aqua@.35/mint@.6")
    dots = ((650, 440), (706, 384), (762, 402), (818, 300), (872, 322), (912, 208))
    parts = [(moved(box(222, 92, (756, 458), 26), 8, 16), "deep@.25"), (box(222, 88, (756, 458), 26), "teal/deep")]
    parts += [(box(240, 104, (358, 424), 12), "white>sand"), (box(602, 104, (358, 424), 12), "sand>white")]
    parts += [
        (box(276, 168 + i * 46, (wide, 10), 5), "mist@.8") for i, wide in enumerate((200, 270, 250, 276, 180, 262, 120))
    ]
    parts += [(box(276, 132, (120, 14), 7), "coral@.85")]
    parts += [(box(640, 150 + i * 82, (290, 2)), "mist@.7") for i in range(5)]
    parts += [(ribbon(((640, 140), (640, 480), (934, 480)), 6), "slate"), (ribbon(dots, 8), "teal")]
    parts += [(disc(x, y, 19), "white") for x, y in dots] + [(disc(x, y, 14), "apricot/coral") for x, y in dots]
    parts += [(box(582, 126 + i * 42, (36, 10), 5), "slate/ink") for i in range(10)]
    for shape, words in parts:
        canvas.fill(turned(shape, -4, (600, 320)), words)
    pencil(canvas)
    return canvas


def pencil(canvas: Canvas) -> None:
    """A pencil that lies beside the notebook."""
    parts = (
        (moved(box(1030, 160, (34, 300)), 7, 9), "deep@.25"),
        (box(1030, 160, (34, 300)), "gold>amber"),
        (box(1030, 138, (34, 34), 10), "rose>berry"),
        (box(1030, 168, (34, 18)), "mist>slate"),
        (polygon((1030, 460), (1064, 460), (1047, 516)), "sand>wheat"),
        (polygon((1041, 496), (1053, 496), (1047, 516)), "ink"),
    )
    for shape, words in parts:
        canvas.fill(turned(shape, 14, (1047, 320)), words)


def speech_bubbles() -> Canvas:
    """Two speech bubbles overlapping."""
    canvas = Canvas("fog/blush")
    canvas.fill(disc(250, 470, 250), "white@.35")
    canvas.fill(disc(985, 150, 210), "white@.35")
    tail = curve((300, 360), (290, 440), (232, 492)) + curve((330, 470), (400, 430), (440, 380))
    left = (*box(200, 100, (500, 300), 110), tail)
    tail = curve((900, 470), (916, 530), (966, 576)) + curve((880, 566), (800, 530), (760, 480))
    right = (*box(500, 220, (500, 290), 110), tail)
    canvas.fill(moved(left + right, 0, 12), "plum@.12")
    canvas.fill(left, "aqua/teal")
    canvas.fill(right, "apricot/coral")
    canvas.fill(left, "sun/gold", right)
    for x in (300, 366, 432):
        canvas.fill(disc(x, 250, 17), "white@.9")
    for x in (768, 834, 900):
        canvas.fill(disc(x, 366, 17), "white@.9")
    heart = (curve((600, 366), (566, 336), (552, 306), (566, 280), (588, 282), (600, 298)),)
    canvas.fill(heart + mirrored(heart), "coral/clay")
    return canvas


def book_with_path() -> Canvas:
    """An open book with a path leading out of it."""
    canvas = Canvas("mist/blush")
    canvas.halo((715, 190), 250, "sun")
    canvas.fill(disc(715, 190, 64), "sun/gold")
    canvas.fill(ground((0, 300), (220, 235), (480, 290), (700, 215), (960, 270), (1200, 225)), "lilac@.8/fog")
    canvas.fill(ground((0, 340), (260, 320), (560, 280), (880, 330), (1200, 295)), "aqua/mint")
    canvas.fill(ground((0, 385), (330, 350), (700, 345), (1200, 375)), "sage/moss")
    for x, y, high in ((150, 410, 110), (205, 402, 80), (960, 408, 90), (1020, 420, 126), (1075, 404, 84)):
        canvas.fill(petal((x, y), (high, high * 0.44)), "teal/deep")
    cover = (curve((170, 604), (380, 574), (600, 622)) + curve((600, 470), (420, 430), (214, 460)),)
    page = (curve((190, 586), (390, 552), (600, 604)) + curve((600, 452), (430, 412), (232, 442)),)
    for side in (cover, mirrored(cover)):
        canvas.fill(side, "clay/umber")
    canvas.fill(moved(page, 0, 8), "wheat")
    canvas.fill(moved(mirrored(page), 0, 8), "wheat")
    canvas.fill(page, "white>sand")
    canvas.fill(mirrored(page), "sand>white")
    for i in range(4):
        line = curve((262 - i * 12, 470 + i * 28), (400 - i * 6, 448 + i * 29), (500, 462 + i * 29))
        canvas.fill(ribbon(line, 6) + mirrored(ribbon(line, 6)), "mist@.7")
    road = curve((600, 604), (600, 560), (590, 500), (610, 445), (700, 410), (748, 385), (726, 364), (704, 350))
    canvas.fill(trail(road, 333, 0.62), "gold/amber", page + mirrored(page) + box(0, 0, (1200, 470)))
    return canvas


def balance_with_leaf() -> Canvas:
    """A balance with a briefcase on one side and a leaf on the other."""
    canvas = Canvas("cream/peach")
    canvas.fill(disc(300, 330, 250), "haze/mist@.6")
    canvas.fill(disc(900, 330, 250), "mint/sage@.6")
    canvas.fill(oval(600, 580, 220, 16), "bark@.25")
    canvas.fill(polygon((586, 130), (614, 130), (622, 540), (578, 540)), "wood>bark")
    canvas.fill(box(470, 538, (260, 38), 19), "bark/umber")
    canvas.fill(ribbon(curve((300, 168), (450, 140), (600, 150), (750, 140), (900, 168)), 16), "wood/bark")
    canvas.fill(disc(600, 140, 30), "gold/amber")
    for x in (300, 900):
        canvas.fill(ribbon(((x, 168), (x - 140, 420)), 5) + ribbon(((x, 168), (x + 140, 420)), 5), "bark")
        canvas.fill(disc(x, 168, 13), "gold/amber")
    briefcase(canvas)
    canvas.fill(petal((880, 420), (216, 150), 12), "sage/pine")
    canvas.fill(ribbon(curve((868, 428), (894, 330), (918, 234)), 7, 2), "mint")
    for y, out in ((372, 44), (328, 50), (286, 40)):
        stem = (880 + (420 - y) * 0.2, y + 14)
        canvas.fill(
            ribbon((stem, (stem[0] + out, y - 26)), 4, 2) + ribbon((stem, (stem[0] - out, y - 12)), 4, 2), "mint@.8"
        )
    for x in (300, 900):
        bowl = (curve((x - 156, 418), (x - 90, 468), (x, 482), (x + 90, 468), (x + 156, 418)),)
        canvas.fill(bowl, "gold/amber")
        canvas.fill(box(x - 160, 412, (320, 14), 7), "sun")
    return canvas


def briefcase(canvas: Canvas) -> None:
    """A briefcase that stands on the left pan."""
    canvas.fill(box(254, 266, (92, 60), 18), "umber")
    canvas.fill(box(268, 280, (64, 46), 8), "mist")
    canvas.fill(box(202, 296, (196, 122), 18), "coral/clay")
    canvas.fill(box(202, 346, (196, 8)), "umber@.5")
    canvas.fill(box(284, 336, (32, 28), 6), "sun/gold")


def water_and_calendar() -> Canvas:
    """A cup of water and a calendar."""
    canvas = Canvas("foam/mint")
    canvas.fill(disc(520, 300, 300), "white@.45")
    canvas.fill(box(0, 500, (1200, 140)), "sand/wheat")
    canvas.fill(oval(470, 516, 300, 16), "bark@.25")
    canvas.fill(box(246, 128, (450, 384), 26), "white/sand")
    canvas.fill(box(246, 128, (450, 92), 26) + box(246, 180, (450, 40)), "aqua/teal")
    for x in (340, 470, 600):
        canvas.fill(box(x - 9, 100, (18, 62), 9), "slate/ink")
    days = tuple((290 + (i % 7) * 60, 262 + (i // 7) * 60) for i in range(28))
    for x, y in days:
        canvas.fill(box(x - 19, y - 19, (38, 38), 10), "mint")
    for x, y in days[:16]:
        canvas.fill(ribbon(((x - 8, y), (x - 2, y + 7), (x + 10, y - 8)), 5), "teal")
    canvas.fill(disc(410, 382, 27), "apricot/coral")
    canvas.fill(disc(410, 382, 11), "white")
    glass(canvas)
    return canvas


def glass(canvas: Canvas) -> None:
    """A cup of clear water that stands before the calendar."""
    canvas.fill(oval(850, 548, 110, 13), "bark@.25")
    body: Shape = (((752, 292), (948, 292), (926, 536), (914, 548), (786, 548), (774, 536)),)
    canvas.fill(body, "white@.75/haze@.8")
    canvas.fill(polygon((762, 366), (938, 366), (918, 536), (782, 536)), "aqua@.75/teal@.75")
    canvas.fill(oval(850, 366, 88, 13), "foam")
    canvas.fill(oval(850, 292, 98, 14), "white")
    canvas.fill(oval(850, 293, 88, 10), "haze")
    canvas.fill(polygon((782, 320), (800, 320), (810, 520), (798, 520)), "white@.5")
    for x, y, radius in ((870, 440, 8), (896, 476, 6), (858, 492, 5)):
        canvas.fill(disc(x, y, radius), "foam@.6")


def hands_at_sunrise() -> Canvas:
    """Two hands holding in front of a sunrise."""
    canvas = Canvas("lilac/peach")
    canvas.halo((600, 380), 480, "sun")
    canvas.fill(disc(600, 380, 190), "sun/apricot")
    canvas.fill(ground((0, 400), (200, 350), (430, 400), (640, 390), (880, 345), (1200, 395)), "lilac/violet")
    canvas.fill(ground((0, 470), (300, 430), (620, 455), (920, 425), (1200, 460)), "violet/plum")
    arms(canvas)
    return canvas


def arms(canvas: Canvas) -> None:
    """Two arms that meet, and the hands that hold each other."""
    wrist, sleeve, cuff = (
        slab((330, 530), (520, 396), 92, 78),
        slab((60, 720), (372, 500), 190, 136),
        slab((366, 504), (398, 482), 142, 138),
    )
    for shape, left, right in (
        (wrist, "bark>wood", "apricot>peach"),
        (sleeve, "teal/aqua", "berry/rose"),
        (cuff, "foam", "blush"),
    ):
        canvas.fill((shape,), left)
        canvas.fill(mirrored((shape,)), right)
    clasp(canvas)


def clasp(canvas: Canvas) -> None:
    """A hand that holds another: four fingers lie over its back, its thumb over them."""
    canvas.fill(
        blob(
            (484, 386), (508, 336), (566, 306), (636, 304), (668, 340), (664, 396), (630, 432), (566, 452), (516, 440)
        ),
        "wood",
    )
    over = blob((716, 386), (690, 334), (648, 318), (612, 330), (606, 380), (618, 430), (650, 454), (692, 438))
    canvas.fill(over, "peach")
    for knuckle, tip in (
        ((648, 424), (546, 430)),
        ((640, 398), (520, 407)),
        ((638, 370), (516, 379)),
        ((644, 342), (534, 350)),
    ):
        finger = curve(knuckle, ((knuckle[0] + tip[0]) / 2, knuckle[1] - 4), tip)
        canvas.fill(ribbon(tuple((x - 1, y + 4) for x, y in finger), 32, 29), "clay@.4")
        canvas.fill(ribbon((*finger[::-1], (668, knuckle[1] + 4)), 28, 30), "peach")
        canvas.fill(oval(tip[0] - 4, tip[1], 8, 7), "blush")
    thumb = curve((512, 366), (534, 336), (574, 304), (626, 300), (668, 324))
    canvas.fill(ribbon(tuple((x + 1, y + 5) for x, y in thumb), 40, 31), "umber@.35", over)
    canvas.fill(ribbon(thumb, 40, 29), "wood")
    canvas.fill(turned(oval(668, 322, 9, 7), 32, (668, 322)), "sand@.8")


def newspaper_and_tea() -> Canvas:
    """A newspaper and a cup of tea."""
    canvas = Canvas("wood/bark")
    for y in (120, 262, 404, 546):
        canvas.fill(box(0, y, (1200, 4)), "umber@.25")
    paper = box(150, 70, (560, 520), 6)
    hills = polygon((184, 370), (184, 330), (270, 270), (350, 340), (410, 300), (484, 350), (484, 370))
    parts = [(moved(paper, 12, 16), "umber@.35"), (paper, "white/sand")]
    parts += [(box(184, 104, (492, 44), 6), "ink@.85"), (box(184, 162, (492, 4)), "slate")]
    parts += [(box(184, 190, (300, 180), 4), "haze/aqua"), (disc(404, 250, 30), "sun"), (hills, "sage/moss")]
    parts += [(line, "mist") for line in (*column(506, 194, 14), *column(184, 396, 6), *column(342, 396, 6))]
    for shape, words in parts:
        canvas.fill(turned(shape, -7, (430, 330)), words)
    tea_from_above(canvas)
    return canvas


def column(x: float, y: float, lines: int) -> tuple[Shape, ...]:
    """Lines of print, the last of each four short."""
    widths = (136, 140, 132, 92)
    return tuple(box(x, y + i * 26, (widths[i % 4], 9), 4) for i in range(lines))


def tea_from_above(canvas: Canvas) -> None:
    """A cup of tea on its saucer."""
    x, y = 930, 330
    canvas.fill(disc(x + 8, y + 14, 178), "umber@.35")
    canvas.fill(disc(x, y, 178), "white/sand")
    canvas.fill(disc(x, y, 148), "sand/white")
    canvas.fill(ribbon(((x + 90, y - 60), (x + 156, y - 104)), 34), "aqua/teal")
    canvas.fill(disc(x + 4, y + 8, 118), "umber@.25")
    canvas.fill(disc(x, y, 116), "aqua/teal")
    canvas.fill(disc(x, y, 102), "white/sand")
    canvas.fill(disc(x, y, 94), "amber/clay")
    canvas.fill(oval(x - 28, y - 40, 44, 26), "sun@.35")
