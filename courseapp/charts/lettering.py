"""What is written in a chart: short numbers, clipped names, and places where they are legible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# On a phone the stylesheet sets the letters of a chart to 16 units, elsewhere to less: what finds
# room at 16 has room everywhere. Figures have no tails; at 16 they are 12 high and 9 wide.
FIGURE_WIDTH = 9
FIGURE_HEIGHT = 12
_AIR = 1  # around a label
_MARK = 6  # from the middle of a mark to its edge
_MAGNITUDES = ((10**12, "trn"), (10**9, "bn"), (10**6, "m"))


@dataclass(frozen=True)
class Box:
    """A rectangle that letters or a mark take up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def is_crossed_by(self, line: "Line") -> bool:
        """Return whether the line passes through (clipping after Liang and Barsky, 1984)."""
        enter, leave = 0.0, 1.0
        for start, way, low, high in (
            (line.x1, line.x2 - line.x1, self.left, self.right),
            (line.y1, line.y2 - line.y1, self.top, self.bottom),
        ):
            if way == 0:
                if not low < start < high:
                    return False
                continue
            near, far = sorted(((low - start) / way, (high - start) / way))
            enter, leave = max(enter, near), min(leave, far)
        return enter < leave


@dataclass(frozen=True)
class Line:
    """A straight stroke between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Label:
    """A text centred on `x` whose letters stand on `y`."""

    text: str
    x: float
    y: float

    @property
    def box(self) -> Box:
        half = width(self.text) / 2 + _AIR
        return Box(self.x - half, self.y - FIGURE_HEIGHT - _AIR, self.x + half, self.y + _AIR)


def width(text: str) -> float:
    """Return about how wide figures are, in units, at the size of a phone."""
    return len(text) * FIGURE_WIDTH


def around(x: float, y: float) -> Box:
    """Return what a mark with its middle there covers."""
    return Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK)


def short(value: int) -> str:
    """Return ``12,000``, or ``1.5 m`` from a million on: a number that fits beside a mark."""
    for size, name in _MAGNITUDES:
        if value >= size:
            return f"{round(value / size, 1):,g} {name}"
    return f"{value:,}"


def clipped(text: str, most: int) -> str:
    """Return the text, shortened to `most` letters with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def beside(
    text: str, x: float, y: float, within: Box, marks: Sequence[Box], lines: Sequence[Line]
) -> Label | None:
    """Return where to write the text beside the point, or None where there is no room.

    It covers no mark; of the places that are left, one that no line crosses is preferred.
    """
    tried = [label for label in _places(text, x, y) if within.holds(label.box)]
    free = [label for label in tried if not _meets_any(label.box, marks)]
    clear = (label for label in free if not any(map(label.box.is_crossed_by, lines)))
    return next(clear, free[0] if free else None)


def _places(text: str, x: float, y: float) -> Iterable[Label]:
    side = _MARK + _AIR + width(text) / 2 + 1
    above = y - _MARK - _AIR
    level = y + FIGURE_HEIGHT / 2
    below = y + _MARK + _AIR + FIGURE_HEIGHT
    offered = (
        (0, above),
        (0, below),
        (side, level),
        (-side, level),
        (side, above),
        (-side, above),
        (side, below),
        (-side, below),
        (0, above - FIGURE_HEIGHT),
        (0, below + FIGURE_HEIGHT),
    )
    return (Label(text, round(x + aside, 1), round(at, 1)) for aside, at in offered)


def _meets_any(box: Box, others: Iterable[Box]) -> bool:
    return any(box.meets(other) for other in others)
