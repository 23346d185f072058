"""Places in the table of scores."""

import pytest

from courseapp.review.rules import Round
from courseapp.review.scores import Score
from courseapp.review.table import ScoreRow, in_order, ranks
from courseapp.review.words import agreement_told


def row(name: str, raw: float | None, **more: object) -> ScoreRow:
    score = Score(raw, raw, None, int(raw is not None), 1, Round.READING)
    usual = {"country": "", "by_criterion": {}, "recommended": {}, "raw_rank": 1, "rank": 1}
    return ScoreRow(reference=name, name=name, score=score, **{**usual, **more})  # type: ignore[arg-type]


def test_equal_scores_share_the_best_place() -> None:
    assert ranks({1: 50.0, 2: 90.0, 3: 50.0, 4: None, 5: 10.0}) == {2: 1, 1: 2, 3: 2, 5: 4}


def test_what_has_no_score_comes_last_either_way() -> None:
    rows = [row("Ben", None), row("Ana", 20.0), row("Zoë", 80.0), row("Cy", 80.0)]
    assert [each.name for each in in_order(rows, "-raw")] == ["Cy", "Zoë", "Ana", "Ben"]
    assert [each.name for each in in_order(rows, "raw")] == ["Ana", "Cy", "Zoë", "Ben"]
    assert [each.name for each in in_order(rows, "name")] == ["Ana", "Ben", "Cy", "Zoë"]
    assert [each.name for each in in_order(rows, "-whatever")] == ["Cy", "Zoë", "Ana", "Ben"]


def test_moving_is_counted_in_places() -> None:
    assert row("Ana", 20.0, raw_rank=7, rank=3).moved == 4
    assert row("Ana", None, raw_rank=None, rank=None).moved == 0


@pytest.mark.parametrize(
    ("alpha", "word"),
    [(1.0, "well"), (0.8, "well"), (0.7, "fairly"), (0.1, "little"), (-0.4, "more than by chance"),
     (None, "nothing to compare")],
)  # fmt: skip
def test_agreement_is_told_in_words(alpha: float | None, word: str) -> None:
    assert word in agreement_told(alpha)
