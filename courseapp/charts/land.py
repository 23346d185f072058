"""The lands of the world as rows of dots, so that a map needs no heavy coastline."""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import groupby

from courseapp.charts.projection import EDGE, Place

PITCH = 8  # units from dot to dot
DASHES = f"0 {PITCH}"  # SVG's stroke-dasharray

Square = tuple[int, int]  # row from the north, column from the west


def dotted(more: Iterable[Place] = ()) -> str:
    """Return the `d` of an SVG path: strokes that are dots if drawn with `DASHES` and round ends.

    `more` are places on the sheet that get a dot even if the sea is all around, as islands do.
    """
    squares = sorted(_land() | {_square(place) for place in more})
    runs = groupby(enumerate(squares), key=lambda each: (each[1][0], each[1][1] - each[0]))
    return "".join(_stroke([square for _, square in run]) for _, run in runs)


@cache
def _land() -> frozenset[Square]:
    text = (resources.files("courseapp.charts") / "records" / "land.txt").read_text("ascii")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(
        (row, column)
        for row, line in enumerate(rows)
        for column, mark in enumerate(line)
        if mark == "*"
    )


def _square(place: Place) -> Square:
    x, y = place
    return int((y - EDGE) // PITCH), int((x - EDGE) // PITCH)


def _stroke(run: list[Square]) -> str:
    """One stroke through squares beside each other, a little longer, so that its end is drawn."""
    row, column = run[0]
    x, y = (EDGE + PITCH * at + PITCH // 2 for at in (column, row))
    return f"M{x} {y}h{PITCH * (len(run) - 1) + 1}"
