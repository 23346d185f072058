"""Letters in a chart: short, and where they can be read."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.labelling import MARK, Line, Sheet
from courseapp.charts.lettering import Box, Label, clipped, short

PAPER = Box(0, 0, 480, 222)
places = st.tuples(st.integers(10, 470), st.integers(30, 215))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12_000, "12,000"),
        (999_999, "999,999"),
        (1_000_000, "1 m"),
        (1_540_000, "1.5 m"),
        (2 * 10**9, "2 bn"),
        (10**18, "1,000,000 trn"),
    ],
)
def test_a_number_is_written_so_that_it_fits(value: int, text: str) -> None:
    assert short(value) == text


@given(st.text(), st.integers(1, 40))
def test_a_clipped_text_is_no_longer_than_allowed(text: str, most: int) -> None:
    short_text = clipped(text, most)
    assert len(short_text) <= most
    assert short_text == text or short_text.endswith("…")


def test_a_value_stands_above_its_mark() -> None:
    label = Sheet(PAPER, ((100, 100),), ()).write("53", (100, 100))
    assert label == Label("53", 100, 91)


def test_a_value_under_the_ceiling_stands_elsewhere() -> None:
    label = Sheet(PAPER, ((100, 5),), ()).write("53", (100, 5))
    assert label
    assert PAPER.holds(label.box)


def test_a_value_at_the_edge_is_slid_inside() -> None:
    label = Sheet(PAPER, ((478, 100),), ()).write("12,000", (478, 100))
    assert label
    assert PAPER.holds(label.box)
    assert label.y < 100


def test_a_value_avoids_a_line() -> None:
    through = Line((60, 90), (140, 90))
    label = Sheet(PAPER, ((100, 100),), (through,)).write("53", (100, 100))
    assert label
    assert not through.crosses(label.box)


def test_a_value_between_other_marks_is_left_out() -> None:
    around = [(100 + x, 100 + y) for x in (-24, -12, 0, 12, 24) for y in (-24, -12, 0, 12, 24)]
    assert Sheet(PAPER, tuple(around), ()).write("12,000", (100, 100)) is None


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        (Line((0, 5), (20, 5)), True),
        (Line((5, 0), (5, 20)), True),
        (Line((0, 0), (20, 20)), True),
        (Line((0, 20), (20, 20)), False),
        (Line((20, 0), (20, 20)), False),
        (Line((0, 12), (3, 20)), False),
        (Line((12, 5), (20, 5)), False),
    ],
)
def test_a_line_crosses_what_it_passes_through(line: Line, crosses: bool) -> None:
    assert line.crosses(Box(2, 2, 10, 10)) is crosses


@given(st.lists(places, min_size=1, max_size=20, unique=True))
def test_no_label_covers_another_or_a_mark_or_stands_nearer_to_it(
    marks: list[tuple[int, int]],
) -> None:
    sheet = Sheet(PAPER, tuple(marks), ())
    written = [(mark, sheet.write("≈120", mark)) for mark in marks]
    labels = [(mark, label) for mark, label in written if label]
    for mark, label in labels:
        middle = (label.x, label.y - 6)
        assert PAPER.holds(label.box)
        assert not any(label.box.meets(other.box) for _, other in labels if other is not label)
        for x, y in marks:
            assert not label.box.meets(Box(x - MARK, y - MARK, x + MARK, y + MARK))
            assert dist(middle, mark) <= dist(middle, (x, y))
