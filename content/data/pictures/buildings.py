# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""Pictures of buildings, by day and by night."""

from .canvas import Canvas
from .forms import blob, box, disc, ground, mirrored, oval, polygon, ribbon
from .landscapes import chance, fir


def columns_and_open_door() -> Canvas:
    """A building with columns and an open door."""
    canvas = Canvas("mist/blush")
    canvas.fill(blob((80, 140), (180, 92), (290, 118), (360, 150), (210, 166)), "white@.7")
    canvas.fill(blob((900, 100), (980, 66), (1080, 88), (1130, 116), (1000, 126)), "white@.6")
    for x, y, size in ((120, 430, 92), (215, 455, 66), (1080, 430, 92), (985, 455, 66)):
        canvas.fill(ribbon(((x, 540), (x, y)), 14), "bark")
        canvas.fill(oval(x, y, size * 0.82, size), "sage/moss")
    canvas.fill(box(0, 525, (1200, 115)), "sage/moss")
    canvas.fill(box(312, 262, (576, 240)), "wheat/wood")
    canvas.fill(box(540, 300, (120, 202)), "sun/gold")
    canvas.halo((600, 420), 90, "white")
    leaf = polygon((540, 300), (504, 288), (504, 516), (540, 502))
    canvas.fills("clay>umber", leaf, mirrored(leaf))
    canvas.fills("gold", disc(512, 408, 5), disc(688, 408, 5))
    for x in (330, 424, 722, 816):
        canvas.fill(box(x, 262, (54, 240)), "white>wheat")
        canvas.fill(box(x - 9, 262, (72, 16), 4) + box(x - 9, 486, (72, 18), 4), "white>sand")
        for flute in (13, 27, 41):
            canvas.fill(box(x + flute - 1.5, 280, (3, 204)), "wood@.35")
    canvas.fill(box(280, 222, (640, 42), 4), "white/sand")
    canvas.fill(polygon((262, 224), (600, 86), (938, 224)), "white/wheat")
    canvas.fill(polygon((340, 210), (600, 106), (860, 210)), "sand/wood@.7")
    canvas.fill(disc(600, 172, 26), "gold/amber")
    for i in range(4):
        canvas.fill(box(290 - i * 26, 502 + i * 22, (620 + i * 52, 23), 3), "white/wheat")
    canvas.fill(polygon((540, 502), (660, 502), (742, 590), (458, 590)), "sun@.75/sun@.25")
    canvas.fill(polygon((452, 590), (748, 590), (830, 640), (370, 640)), "cream/sand")
    return canvas


def moon_over_roof() -> Canvas:
    """A moon over a roof and a dark window."""
    canvas = Canvas("night/violet")
    rng = chance(8)
    for _ in range(70):
        canvas.fill(disc(rng.uniform(0, 1200), rng.uniform(0, 360), rng.choice((1.6, 2.2, 3.2))), "cream@.75")
    canvas.halo((330, 180), 300, "fog")
    canvas.fill(disc(330, 180, 88), "cream/sun")
    for x, y, radius in ((300, 150, 17), (362, 195, 24), (318, 222, 12)):
        canvas.fill(disc(x, y, radius), "wheat@.45")
    canvas.fill(ground((0, 470), (260, 400), (520, 470), (860, 410), (1200, 450)), "plum/dusk")
    canvas.fill(ground((0, 560), (300, 520), (700, 545), (1200, 505)), "dusk/night")
    house(canvas)
    for x, high in ((96, 190), (190, 140), (520, 120), (1110, 210)):
        canvas.fill(fir(x, 590, high), "deep/night")
    canvas.fill(ground((0, 590), (400, 582), (800, 600), (1200, 580)), "night")
    return canvas


def house(canvas: Canvas) -> None:
    """A house asleep: a roof, a chimney and a dark window."""
    canvas.fill(box(900, 190, (58, 160)), "umber/night")
    canvas.fill(box(890, 180, (78, 20), 4), "bark")
    canvas.fill(polygon((600, 640), (600, 385), (800, 225), (1000, 385), (1000, 640)), "slate/dusk")
    canvas.fill(ribbon(((560, 412), (800, 218), (1040, 412)), 30), "clay/umber")
    frame = box(722, 392, (156, 168), 10)
    canvas.fill(frame, "fog/lilac")
    canvas.fill(box(734, 404, (132, 144), 4), "night/ink")
    canvas.fill(polygon((734, 500), (830, 404), (866, 404), (734, 536)), "slate@.35")
    canvas.fill(box(796, 404, (8, 144)) + box(734, 470, (132, 8)), "fog/lilac")
    canvas.fill(box(708, 556, (184, 14), 5), "fog")


def lighthouse_at_dusk() -> Canvas:
    """A lighthouse at dusk, its beam over the sea."""
    canvas = Canvas("dusk/apricot")
    rng = chance(2)
    for _ in range(34):
        canvas.fill(disc(rng.uniform(0, 1200), rng.uniform(0, 200), rng.choice((1.5, 2.4))), "cream@.7")
    canvas.fill(ground((0, 430), (220, 395), (420, 425), (640, 432)), "violet@.7/lilac")
    canvas.fill(box(0, 428, (1200, 212)), "slate/night")
    for x, y, wide in (
        (70, 462, 210),
        (360, 486, 150),
        (150, 520, 260),
        (520, 540, 130),
        (60, 580, 180),
        (410, 600, 240),
    ):
        canvas.fill(ribbon(((x, y), (x + wide, y)), 5), "apricot@.4")
    canvas.fill(polygon((-20, 130), (860, 176), (860, 196), (-20, 330)), "sun@.05>sun@.75")
    canvas.fill(polygon((870, 176), (1240, 120), (1240, 262), (870, 196)), "sun@.6>sun@.1")
    canvas.fill(ground((560, 640), (650, 560), (760, 506), (900, 490), (1060, 505), (1200, 480)), "plum/night")
    canvas.fill(ground((720, 640), (840, 560), (1000, 560), (1200, 540)), "ink/night")
    lighthouse(canvas)
    cottage(canvas)
    return canvas


def lighthouse(canvas: Canvas) -> None:
    """A striped tower with its lamp lit."""
    tower = polygon((824, 505), (836, 226), (894, 226), (906, 505))
    canvas.fill(tower, "white>mist")
    for y in (258, 348, 438):
        canvas.fill(box(800, y, (130, 46)), "coral>clay", tower)
    canvas.fill(box(818, 214, (94, 14), 5), "ink")
    canvas.halo((865, 186), 130, "sun")
    canvas.fill(box(840, 160, (50, 56), 6), "sun/gold")
    canvas.fill(polygon((830, 164), (865, 122), (900, 164)), "clay/umber")
    canvas.fill(box(852, 470, (26, 40), 12), "ink")


def cottage(canvas: Canvas) -> None:
    """The keeper's house with one window lit."""
    canvas.fill(box(940, 448, (110, 62)) + box(1010, 410, (16, 50)), "sand>mist")
    canvas.fill(polygon((926, 452), (995, 404), (1064, 452)), "clay/umber")
    canvas.fill(box(980, 468, (26, 24), 3), "gold")
