# ruff: noqa: INP001 - it lies beside the pictures, which are data and no package
"""Outlines that the drawings are made of, in the coordinates of a 1200 by 630 picture."""

from math import cos, hypot, pi, radians, sin, tau

Point = tuple[float, float]
Outline = tuple[Point, ...]
Shape = tuple[Outline, ...]  # outlines that are painted together, as one

FLOOR = 640.0  # just below the picture


def polygon(*points: Point) -> Shape:
    """Straight lines from point to point."""
    return (points,)


def oval(x: float, y: float, wide: float, high: float) -> Shape:
    """An ellipse round a centre; wide and high are its half axes."""
    steps = 120
    return (tuple((x + wide * cos(tau * i / steps), y + high * sin(tau * i / steps)) for i in range(steps)),)


def disc(x: float, y: float, radius: float) -> Shape:
    """A circle round a centre."""
    return oval(x, y, radius, radius)


def box(x: float, y: float, size: Point, radius: float = 0) -> Shape:
    """A rectangle from its top left corner, its corners rounded by the radius."""
    wide, high = size
    left, top, right, bottom = x + radius, y + radius, x + wide - radius, y + high - radius
    turns = ((right, bottom, 0), (left, bottom, 1), (left, top, 2), (right, top, 3))
    corner = tuple(i * pi / 24 for i in range(13))
    return (
        tuple(
            (cx + radius * cos(a + k * pi / 2), cy + radius * sin(a + k * pi / 2))
            for cx, cy, k in turns
            for a in corner
        ),
    )


def between(a: Point, b: Point, share: float) -> Point:
    """The point that lies the given share of the way from one to the other."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def bend(four: tuple[Point, Point, Point, Point], t: float) -> Point:
    """One point on a Catmull-Rom curve between the second and the third of four points."""
    p, q, r, s = four
    weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3)
    parts = tuple(zip(weights, (p, q, r, s), strict=True))
    return (sum(w * k[0] for w, k in parts) / 2, sum(w * k[1] for w, k in parts) / 2)


def curve(*points: Point) -> Outline:
    """A soft line that passes through every point."""
    ends = (points[0], *points, points[-1])
    steps = tuple(i / 16 for i in range(16))
    fours = zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
    return (*(bend(four, t) for four in fours for t in steps), points[-1])


def blob(*points: Point) -> Shape:
    """A closed soft outline that passes through every point."""
    ring = (points[-1], *points, points[0], points[1])
    steps = tuple(i / 16 for i in range(16))
    fours = zip(ring, ring[1:], ring[2:], ring[3:], strict=False)
    return (tuple(bend(four, t) for four in fours for t in steps),)


def ground(*points: Point) -> Shape:
    """Everything below a soft line, down to the lower edge of the picture."""
    line = curve(*points)
    return ((*line, (line[-1][0], FLOOR), (line[0][0], FLOOR)),)


def slab(a: Point, b: Point, start: float, end: float) -> Outline:
    """A straight piece of a ribbon, from one width to another."""
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    x, y = (a[1] - b[1]) / length / 2, (b[0] - a[0]) / length / 2
    near = ((a[0] + x * start, a[1] + y * start), (a[0] - x * start, a[1] - y * start))
    return (*near, (b[0] - x * end, b[1] - y * end), (b[0] + x * end, b[1] + y * end))


def ribbon(line: Outline, start: float, end: float | None = None) -> Shape:
    """A line with round ends, as wide as start at its first point and as end at its last."""
    last = start if end is None else end
    widths = [start + (last - start) * i / (len(line) - 1) for i in range(len(line))]
    joints = tuple(disc(x, y, w / 2)[0] for (x, y), w in zip(line, widths, strict=True))
    pairs = zip(line, line[1:], widths, widths[1:], strict=False)
    return joints + tuple(slab(a, b, v, w) for a, b, v, w in pairs)


def trail(line: Outline, horizon: float, breadth: float) -> Shape:
    """A path on level ground, which narrows as it nears the horizon; breadth is that of one step down from it."""
    left = tuple((x - (y - horizon) * breadth / 2, y) for x, y in line)
    right = tuple((x + (y - horizon) * breadth / 2, y) for x, y in line)
    return ((*left, *reversed(right)),)


def petal(base: Point, size: Point, degrees: float = 0) -> Shape:
    """A leaf with two pointed ends that grows from its base; size is its length and width, 0 degrees points up."""
    length, wide = size
    rising = [(wide / 2 * sin(pi * (i / 40) ** 0.85) ** 1.15, -length * i / 40) for i in range(41)]
    falling = [(-x, y) for x, y in reversed(rising)]
    return moved(turned((tuple(rising + falling),), degrees, (0, 0)), *base)


def moved(shape: Shape, right: float, down: float) -> Shape:
    """The same shape in another place."""
    return tuple(tuple((x + right, y + down) for x, y in outline) for outline in shape)


def mirrored(shape: Shape, about: float = 600) -> Shape:
    """The shape as a mirror shows it that stands at the given x."""
    return tuple(tuple((2 * about - x, y) for x, y in outline) for outline in shape)


def turned(shape: Shape, degrees: float, about: Point) -> Shape:
    """The shape turned clockwise about a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    x0, y0 = about
    return tuple(
        tuple((x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in outline)
        for outline in shape
    )
