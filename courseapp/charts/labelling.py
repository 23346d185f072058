"""Where a value is written beside its mark, so that it is legible and clear whose it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import dist

from courseapp.charts.lettering import AIR, FIGURE_HEIGHT, Box, Label, width

MARK = 8  # units around the middle of a mark that stay free of letters

Place = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A straight stroke between two places."""

    start: Place
    end: Place

    def crosses(self, box: Box) -> bool:
        """Return whether it passes through (the clipping of Liang and Barsky, 1984)."""
        enter, leave = 0.0, 1.0
        sides = ((box.left, box.right), (box.top, box.bottom))
        for start, end, (low, high) in zip(self.start, self.end, sides, strict=True):
            if start == end:
                if not low < start < high:
                    return False
                continue
            near, far = sorted(((low - start) / (end - start), (high - start) / (end - start)))
            enter, leave = max(enter, near), min(leave, far)
        return enter < leave


@dataclass
class Sheet:
    """A chart with its marks and lines, on which labels are written one by one."""

    within: Box
    marks: tuple[Place, ...]
    lines: tuple[Line, ...]
    written: list[Box] = field(default_factory=list)

    def write(self, text: str, mark: Place) -> Label | None:
        """Write a text beside its mark, where it covers nothing; return None where it must.

        Of several places the one that the fewest lines cross is taken.
        """
        places = (self._inside(label) for label in _places(text, *mark))
        free = [label for label in places if self._fits(label, mark)]
        if not free:
            return None
        best = min(free, key=lambda label: sum(line.crosses(label.box) for line in self.lines))
        self.written.append(best.box)
        return best

    def _inside(self, label: Label) -> Label:
        """Slide a label along so that it does not stand out at the side."""
        beyond_left = max(0, self.within.left - label.box.left)
        beyond_right = max(0, label.box.right - self.within.right)
        return replace(label, x=round(label.x + beyond_left - beyond_right, 1))

    def _fits(self, label: Label, mark: Place) -> bool:
        return (
            self.within.holds(label.box)
            and not any(label.box.meets(box) for box in self._taken())
            and not self._is_nearer_to_another(label, mark)
        )

    def _taken(self) -> Iterator[Box]:
        yield from self.written
        for x, y in self.marks:
            yield Box(x - MARK, y - MARK, x + MARK, y + MARK)

    def _is_nearer_to_another(self, label: Label, mark: Place) -> bool:
        """Whether a reader would take the label for that of another mark."""
        middle = (label.x, label.y - FIGURE_HEIGHT / 2)
        return any(dist(middle, other) < dist(middle, mark) for other in self.marks)


def _places(text: str, x: float, y: float) -> Iterable[Label]:
    """The best first."""
    side = MARK + 2 * AIR + width(text) / 2
    above = y - MARK - AIR
    level = y + FIGURE_HEIGHT / 2
    below = y + MARK + AIR + FIGURE_HEIGHT
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
