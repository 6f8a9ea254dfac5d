# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""Pictures of rooms, furniture and one building."""

from math import cos, radians, sin, tau

from .canvas import Canvas
from .forms import (
    Point,
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
    turned,
)


def light_through_window() -> Canvas:
    """A window with light falling into a quiet room."""
    canvas = Canvas("slate/mist")
    canvas.fill(box(0, 480, (1200, 160)), "wood/bark")
    canvas.fill(box(0, 468, (1200, 14)), "haze")
    pane = box(300, 70, (330, 300), 6)
    canvas.fill(box(282, 52, (366, 336), 12), "white/sand")
    canvas.fill(pane, "mist/sun")
    canvas.halo((520, 170), 220, "white", pane)
    canvas.fill(disc(520, 170, 40), "white/sun")
    canvas.fill(blob((260, 330), (380, 280), (500, 310), (680, 270), (700, 420), (260, 420)), "mint/sage", pane)
    canvas.fill(box(459, 70, (12, 300)) + box(300, 214, (330, 12)), "white/sand")
    canvas.fill(box(258, 384, (414, 22), 8), "white/wheat")
    for i in range(2):
        canvas.fill(
            polygon((520 - i * 186, 482), (690 - i * 186, 482), (850 - i * 224, 640), (644 - i * 224, 640)),
            "sun@.75/sun@.35",
        )
    curtain = (curve((250, 40), (244, 220), (226, 440)) + curve((330, 440), (318, 250), (345, 40)),)
    for shape in (curtain, mirrored(curtain, 465)):
        canvas.fill(shape, "blush/rose")
        left = min(x for x, _ in shape[0])
        for fold in (30, 62, 88):
            canvas.fill(ribbon(((left + fold + 8, 50), (left + fold, 440)), 5, 9), "berry@.3", shape)
    canvas.fill(ribbon(((216, 42), (714, 42)), 13), "umber")
    quiet_chair(canvas)
    canvas.fill(box(414, 340, (56, 46), 8), "coral>clay")
    for turn, length in ((-34, 62), (-12, 84), (12, 90), (36, 66)):
        canvas.fill(petal((442, 344), (length, 24), turn), "moss/pine")
    return canvas


def quiet_chair(canvas: Canvas) -> None:
    """An armchair with a cushion, at rest beside the light."""
    canvas.fill(oval(930, 566, 190, 20), "umber@.35")
    canvas.fills("umber", ribbon(((822, 520), (814, 562)), 13, 9), ribbon(((1030, 520), (1040, 562)), 13, 9))
    canvas.fill(box(806, 270, (244, 240), 58), "teal/deep")
    canvas.fill(box(826, 430, (204, 66), 26), "aqua/teal")
    canvas.fills("teal/deep", box(768, 392, (74, 138), 34), box(1014, 392, (74, 138), 34))
    canvas.fill(box(800, 488, (256, 42), 18), "deep")
    canvas.fill(blob((872, 352), (930, 342), (984, 356), (992, 438), (930, 446), (866, 436)), "sun/gold")


def seen(x: float, y: float, z: float) -> Point:
    """Where a point of the room stands in the picture: x to the right, y towards us, z up."""
    return (600 + x, 372 + y * 0.46 - z * 0.88)


def chair_part(turn: float, corners: tuple[tuple[float, float, float], ...]) -> tuple[Point, ...]:
    """Corners of a chair (sideways, away from the middle, up) that stands on the circle at a turn."""
    c, s = cos(turn), sin(turn)
    return tuple(seen((380 + out) * c - side * s, (380 + out) * s + side * c, up) for side, out, up in corners)


def chair(canvas: Canvas, turn: float, words: str) -> None:
    """One chair that faces the middle."""
    feet = ((-34, -30), (34, -30), (-34, 34), (34, 34))
    for side, out in feet:
        canvas.fill(ribbon(chair_part(turn, ((side, out, 0), (side, out, 56))), 8), "bark")
    seat: Shape = (chair_part(turn, ((-40, -36, 58), (40, -36, 58), (40, 40, 58), (-40, 40, 58))),)
    thick = moved(seat, 0, 9)
    posts = chair_part(turn, ((-36, 38, 58), (-38, 46, 146), (38, 46, 146), (36, 38, 58)))
    rest = chair_part(turn, ((-37, 41, 92), (-38, 46, 146), (38, 46, 146), (37, 41, 92)))
    back = ribbon(posts, 10) + ribbon((*rest, rest[0]), 12) + (rest,)
    parts = ((thick, "umber@.8"), (seat, words), (back, words))
    for shape, tint in parts if sin(turn) > 0 else (parts[2], *parts[:2]):
        canvas.fill(shape, tint)


def circle_of_chairs() -> Canvas:
    """An empty circle of chairs in a bright room."""
    canvas = Canvas("foam/mint")
    for x in (130, 360, 650, 880):
        canvas.fill(box(x, -20, (190, 190), 10), "white")
        canvas.fill(box(x + 14, -20, (162, 176), 6), "haze/sun")
    canvas.fill(box(0, 212, (1200, 430)), "sand/wheat")
    canvas.fill(box(0, 204, (1200, 10)), "white")
    for wide, tint in ((520, "peach@.7"), (300, "apricot@.55"), (268, "cream@.9"), (150, "apricot@.4")):
        canvas.fill(oval(600, 378, wide, wide * 0.46), tint)
    for i in sorted(range(10), key=lambda i: sin(tau * (i + 0.5) / 10)):
        turn = tau * (i + 0.5) / 10
        canvas.fill(oval(*seen(380 * cos(turn), 380 * sin(turn), -4), 58, 20), "bark@.25")
        chair(canvas, turn, ("aqua/teal", "apricot/coral")[i % 2])
    return canvas


def books_and_lamp() -> Canvas:
    """A stack of books and a lamp."""
    canvas = Canvas("dusk/slate")
    canvas.fill(disc(520, 330, 270), "slate@.55/mist@.25")
    canvas.fill(box(0, 512, (1200, 128)), "wood/bark")
    canvas.fill(polygon((673, 232), (821, 311), (830, 512), (150, 512)), "sun@.65/sun@.14")
    canvas.fill(oval(490, 514, 340, 30), "sun@.35")
    canvas.fill(oval(430, 516, 240, 12), "umber@.4")
    rows = ((250, 452, 360, "teal>deep"), (284, 394, 318, "apricot>coral"), (240, 336, 350, "lilac>violet"))
    for x, y, wide, words in (*rows, (300, 288, 262, "sage>moss")):
        book(canvas, (x, y), wide, words)
    canvas.fill(petal((440, 226), (46, 20), 52), "moss")
    canvas.fill(ribbon(curve((432, 236), (434, 222), (442, 212)), 6), "umber")
    canvas.fill(disc(412, 256, 34) + disc(450, 256, 34), "coral/clay")
    lamp(canvas)
    return canvas


def book(canvas: Canvas, place: Point, wide: float, words: str) -> None:
    """A closed book that lies with its pages towards us."""
    x, y = place
    high = 60.0
    canvas.fill(box(x, y, (wide, high), 10), words)
    canvas.fill(box(x + wide * 0.2, y + 8, (wide * 0.8 + 2, high - 16), 4), "white>sand")
    for line in (0.36, 0.5, 0.64):
        canvas.fill(box(x + wide * 0.22, y + high * line, (wide * 0.76, 2)), "wheat")
    canvas.fill(box(x + 22, y, (12, high)), "cream@.6")


def lamp(canvas: Canvas) -> None:
    """A desk lamp that leans over to the left."""
    canvas.fill(ribbon(curve((900, 505), (962, 420), (980, 330)), 15), "ink")
    canvas.fill(ribbon(((980, 330), (790, 190)), 15), "ink")
    canvas.fill(disc(980, 330, 17), "gold")
    canvas.halo((742, 280), 120, "sun")
    canvas.fill(disc(746, 272, 36), "white")
    shade = (*curve((-30, -26), (-44, 20), (-84, 92)), *curve((84, 92), (44, 20), (30, -26)))
    canvas.fill(turned(moved((shade,), 790, 190), 28, (790, 190)), "apricot>clay")
    canvas.fill(turned(box(760, 146, (60, 24), 10), 28, (790, 190)), "ink")
    canvas.fill(box(800, 494, (200, 26), 13), "ink")


def cup(canvas: Canvas, x: float, y: float, words: str) -> None:
    """A cup with steam on its saucer; the point is the middle of its foot."""
    canvas.fill(oval(x + 62, y - 54, 34, 32), words)
    canvas.fill(oval(x + 60, y - 55, 19, 18), "sand")
    canvas.fill(
        (
            curve((x - 64, y - 104), (x - 58, y - 40), (x - 32, y - 4))
            + curve((x + 32, y - 4), (x + 58, y - 40), (x + 64, y - 104)),
        ),
        words,
    )
    canvas.fill(oval(x, y - 104, 64, 10), "white/sand")
    canvas.fill(oval(x, y - 2, 92, 9), "white/wheat")
    for side in (-22, 10):
        steam = curve((x + side, y - 128), (x + side + 16, y - 156), (x + side - 4, y - 184), (x + side + 12, y - 216))
        canvas.fill(ribbon(steam, 9, 3), "white@.7")


def desk_with_plant() -> Canvas:
    """A desk with a plant and a cup, under a window."""
    canvas = Canvas("blush/peach")
    canvas.fill(box(0, 560, (1200, 80)), "wheat/wood")
    canvas.fill(box(410, 40, (380, 306), 14), "white/sand")
    pane = box(428, 58, (344, 270), 6)
    canvas.fill(pane, "mist/foam")
    canvas.halo((690, 130), 170, "sun", pane)
    canvas.fill(disc(690, 130, 36), "sun/gold")
    canvas.fill(ground((400, 270), (520, 220), (650, 275), (800, 235)), "sage/moss", pane)
    canvas.fill(ground((400, 300), (560, 285), (800, 300)), "moss/pine", pane)
    canvas.fill(box(594, 58, (12, 270)), "white/sand")
    canvas.fills("white/wheat", box(880, 90, (170, 210), 8), box(160, 110, (150, 150), 8))
    canvas.fill(box(900, 110, (130, 170), 4), "fog/lilac")
    canvas.fill(disc(965, 185, 38), "sun/apricot")
    canvas.fill(box(178, 128, (114, 114), 4), "foam/aqua")
    canvas.fill(petal((235, 232), (84, 40), 14), "teal")
    canvas.fills("bark/umber", box(180, 470, (26, 150), 6), box(994, 470, (26, 150), 6))
    canvas.fill(box(760, 466, (216, 84), 6), "wood/bark")
    canvas.fill(box(842, 500, (52, 10), 5), "sun")
    canvas.fill(box(120, 440, (960, 32), 10), "wood/bark")
    canvas.fills("teal>deep", box(490, 420, (240, 22), 6))
    canvas.fill(box(500, 400, (214, 21), 6), "apricot>coral")
    canvas.fill(ribbon(((520, 394), (640, 394)), 9), "gold")
    plant(canvas, 322, 442)
    cup(canvas, 868, 440, "aqua/teal")
    return canvas


def plant(canvas: Canvas, x: float, y: float) -> None:
    """A leafy plant in a pot; the point is the middle of its foot."""
    for turn, length in ((-66, 130), (66, 126), (-40, 178), (42, 172), (-14, 206), (16, 214)):
        canvas.fill(petal((x, y - 84), (length, 58), turn), "sage/pine")
        tip = (x + sin(radians(turn)) * length * 0.8, y - 84 - cos(radians(turn)) * length * 0.8)
        canvas.fill(ribbon(((x, y - 84), tip), 4, 1.5), "mint@.6")
    canvas.fill(polygon((x - 66, y - 92), (x + 66, y - 92), (x + 48, y), (x - 48, y)), "coral/clay")
    canvas.fill(box(x - 74, y - 104, (148, 30), 8), "apricot/coral")


def armchair() -> tuple[tuple[Shape, int], ...]:
    """The parts of an armchair that faces right, each with how light it is (0 to 2)."""
    back = blob((190, 300), (206, 244), (270, 224), (326, 246), (344, 330), (352, 450), (280, 480), (222, 440))
    inner = blob((262, 300), (272, 262), (304, 256), (328, 290), (342, 380), (300, 400), (272, 370))
    legs = ribbon(((262, 520), (250, 566)), 13, 9) + ribbon(((446, 520), (458, 566)), 13, 9)
    base = box(240, 440, (232, 88), 26)
    arm = box(236, 372, (232, 50), 25) + box(244, 394, (206, 70), 8)
    return ((legs, -1), (back, 0), (inner, 1), (base, 0), (arm, 1), (box(250, 456, (196, 6), 3), 0))


def two_armchairs() -> Canvas:
    """Two armchairs facing each other."""
    canvas = Canvas("foam/cream")
    canvas.fill(box(0, 500, (1200, 140)), "sand/wheat")
    canvas.fill(box(0, 492, (1200, 10)), "white")
    view = box(470, 60, (260, 330), 120)
    canvas.fill(box(454, 44, (292, 362), 136), "white/sand")
    canvas.fill(view, "mist/blush")
    canvas.halo((600, 200), 170, "sun", view)
    canvas.fill(disc(600, 210, 42), "sun/gold")
    canvas.fill(ground((440, 330), (540, 290), (640, 320), (760, 280)), "sage/moss", view)
    canvas.fills("white/wheat", box(594, 60, (12, 330)), box(438, 396, (324, 18), 8))
    canvas.fill(oval(600, 572, 470, 44), "rose@.55")
    canvas.fill(oval(600, 570, 400, 34), "blush")
    for tints, flipped in (
        (("umber", "teal/deep", "aqua/teal", "mint/aqua"), False),
        (("umber", "coral/clay", "apricot/coral", "peach/apricot"), True),
    ):
        for shape, light in armchair():
            canvas.fill(mirrored(shape) if flipped else shape, tints[light + 1])
    canvas.fill(ribbon(((600, 470), (600, 560)), 12), "bark")
    canvas.fill(ribbon(((562, 566), (638, 566)), 10), "bark")
    canvas.fill(oval(600, 470, 84, 14), "wood/bark")
    canvas.fill(box(574, 420, (52, 48), 10), "white/wheat")
    for turn, length in ((-38, 58), (-13, 82), (13, 86), (38, 60)):
        canvas.fill(petal((600, 424), (length, 24), turn), "moss/pine")
    for x in (92, 1032):
        canvas.fill(box(x, 130, (84, 108), 6), "white/sand")
        canvas.fill(box(x + 12, 142, (60, 84), 3), "fog/lilac")
    return canvas
