"""What is written in a chart: short numbers, clipped names, and the room that they take."""

from dataclasses import dataclass

# On a phone the stylesheet sets the letters of a chart to 16 units, elsewhere to less: what finds
# room at 16 has room everywhere. Figures have no tails; at 16 they are 12 high and 9 wide.
FIGURE_WIDTH = 9
FIGURE_HEIGHT = 12
AIR = 1  # around a label
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


@dataclass(frozen=True)
class Label:
    """A text centred on `x` whose letters stand on `y`."""

    text: str
    x: float
    y: float

    @property
    def box(self) -> Box:
        half = width(self.text) / 2 + AIR
        return Box(self.x - half, self.y - FIGURE_HEIGHT - AIR, self.x + half, self.y + AIR)


def width(text: str) -> float:
    """Return about how wide figures are, in units, at the size of a phone."""
    return len(text) * FIGURE_WIDTH


def short(value: int) -> str:
    """Return ``12,000``, or ``1.5 m`` from a million on: a number that fits beside a mark."""
    for size, name in _MAGNITUDES:
        if value >= size:
            return f"{value / size:,.1f}".removesuffix(".0") + f" {name}"
    return f"{value:,}"


def clipped(text: str, most: int) -> str:
    """Return the text, shortened to `most` letters with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
