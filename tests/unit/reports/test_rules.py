"""What counts, and which outputs speak for which function."""

import pytest

from courseapp.events.rules import EventStatus
from courseapp.initiatives.document.vocabularies import ACTIVITIES, FUNCTIONS, Vocabulary
from courseapp.reports.rules import (
    EVIDENCE_OF_ACTIVITY,
    EVIDENCE_OF_FUNCTION,
    Standing,
    standing_of,
)


@pytest.mark.parametrize(
    ("status", "over", "standing"),
    [
        (EventStatus.HELD, True, Standing.HELD),
        (EventStatus.PUBLISHED, True, Standing.HELD),
        (EventStatus.PUBLISHED, False, Standing.COMING),
        (EventStatus.ANNOUNCED, True, Standing.ANNOUNCED),
        (EventStatus.ANNOUNCED, False, Standing.ANNOUNCED),
        (EventStatus.CANCELLED, True, Standing.CANCELLED),
    ],
)
def test_only_what_is_over_and_confirmed_is_held(
    status: EventStatus, over: bool, standing: Standing
) -> None:
    assert standing_of(status, is_example=False, is_over=over) is standing


@pytest.mark.parametrize("status", sorted(set(EventStatus) - {EventStatus.DRAFT}))
def test_an_example_never_counts_whatever_became_of_it(status: EventStatus) -> None:
    assert standing_of(status, is_example=True, is_over=True) is Standing.EXAMPLE


def test_nothing_is_said_of_a_draft() -> None:
    with pytest.raises(ValueError, match="draft"):
        standing_of(EventStatus.DRAFT, is_example=False, is_over=True)


@pytest.mark.parametrize(
    ("evidence", "vocabulary"),
    [(EVIDENCE_OF_FUNCTION, FUNCTIONS), (EVIDENCE_OF_ACTIVITY, ACTIVITIES)],
)
def test_of_each_word_of_the_platform_we_know_what_speaks_for_it(
    evidence: dict[str, object], vocabulary: Vocabulary
) -> None:
    assert set(evidence) == {term.key for term in vocabulary.terms}
