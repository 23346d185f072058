"""Numbers as bars."""

from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.bars import bars

rows = st.dictionaries(st.text(min_size=1), st.tuples(st.integers(0, 400), st.integers(0, 400)))


def test_the_longest_bar_comes_first_and_fills_the_width() -> None:
    drawn = bars({"Asia": (6, 1), "Americas": (7, 16)})
    assert [bar.label for bar in drawn] == ["Americas", "Asia"]
    assert [(part.start, part.width) for part in drawn[0].segments] == [(0, 30.43), (30.43, 69.57)]


def test_rows_of_nothing_are_left_out() -> None:
    assert bars({"Asia": (0, 0)}) == ()
    assert bars({}) == ()


@given(rows)
def test_no_bar_is_longer_than_the_longest_and_pieces_join(
    numbers: dict[str, tuple[int, int]],
) -> None:
    for bar in bars(numbers):
        first, second = bar.segments
        assert first.start == 0
        assert abs(second.start - first.width) < 0.02
        assert 0 < first.width + second.width <= 100.02
        assert bar.total == sum(numbers[bar.label])
