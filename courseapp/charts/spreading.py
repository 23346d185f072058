"""Circles that would cover each other, moved apart a little."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, sin

ROUNDS = 60
GAP = 1.0  # units between two circles
ASIDE = 0.1  # of a push goes sideways, so that circles in a row find a way past each other
_GOLDEN_ANGLE = 2.399963  # radians: directions that never repeat, for circles at one place


@dataclass(frozen=True)
class Circle:
    """A circle on a sheet, in the sheet's units."""

    x: float
    y: float
    radius: float


class _Moving:
    """A circle on its way; it never goes further than `farthest` from where it began."""

    def __init__(self, home: Circle, farthest: float) -> None:
        self.home, self.farthest = home, farthest
        self.x, self.y, self.radius = home.x, home.y, home.radius

    def move(self, right: float, down: float) -> None:
        away_x, away_y = self.x + right - self.home.x, self.y + down - self.home.y
        too_far = max(1.0, hypot(away_x, away_y) / self.farthest)
        self.x, self.y = self.home.x + away_x / too_far, self.home.y + away_y / too_far

    def draw_home(self, share: float) -> None:
        self.move((self.home.x - self.x) * share, (self.home.y - self.y) * share)


def spread(circles: Sequence[Circle], farthest: float) -> tuple[Circle, ...]:
    """Return the circles in the same order, overlapping less, none moved more than `farthest`.

    The same circles always go to the same places. Where there is no room, some overlap is left.
    """
    moving = [_Moving(circle, farthest) for circle in circles]
    near = list(_neighbours(moving))
    for left in range(ROUNDS, 0, -1):
        pushed = [_push(one, other, angle) for one, other, angle in near]
        if not any(pushed):
            break
        for each in moving:
            each.draw_home(0.1 * (left - 1) / ROUNDS)
    return tuple(Circle(round(each.x, 1), round(each.y, 1), each.radius) for each in moving)


def _neighbours(moving: Sequence[_Moving]) -> Iterator[tuple[_Moving, _Moving, float]]:
    """Pairs that could meet, each with a direction of its own."""
    for place, (one, other) in enumerate(combinations(moving, 2)):
        reach = one.radius + other.radius + GAP + one.farthest + other.farthest
        if hypot(one.x - other.x, one.y - other.y) < reach:
            yield one, other, place * _GOLDEN_ANGLE


def _push(one: _Moving, other: _Moving, angle: float) -> bool:
    """Move two circles apart, the smaller one more; return whether they were too near."""
    right, down = other.x - one.x, other.y - one.y
    distance = hypot(right, down)
    missing = one.radius + other.radius + GAP - distance
    if missing <= 0.05:
        return False
    if distance < 0.01:
        right, down, distance = cos(angle), sin(angle), 1.0
    right, down = (right - ASIDE * down) / distance, (down + ASIDE * right) / distance
    of_one = missing * other.radius / (one.radius + other.radius)
    of_other = missing - of_one
    one.move(-right * of_one, -down * of_one)
    other.move(right * of_other, down * of_other)
    return True
