"""What is new between two programmes, and what calendars must be told of."""

from dataclasses import replace

import pytest

from courseapp.events.published.changes import ChangeKind, changes_between, raises_sequence
from courseapp.events.published.states import SessionState, SpokenBy
from courseapp.events.rules import SessionStatus
from tests.unit.events.published import state

WAS = state()
CALLED_OFF = replace(WAS, status=SessionStatus.CANCELLED)
LATER = state("2027-03-22T14:00", "2027-03-22T15:30")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, WAS, ChangeKind.NEW),
        (WAS, LATER, ChangeKind.MOVED),
        (WAS, replace(WAS, ends_at=LATER.ends_at), ChangeKind.MOVED),
        (WAS, CALLED_OFF, ChangeKind.CANCELLED),
        (CALLED_OFF, WAS, ChangeKind.RESTORED),
        (CALLED_OFF, LATER, ChangeKind.RESTORED),
        (WAS, replace(WAS, title="Cap"), ChangeKind.CHANGED),
        (WAS, replace(WAS, speakers=(SpokenBy("Mai Trần"),)), ChangeKind.CHANGED),
    ],
)
def test_a_session_is_told_by_the_most_important_change(
    before: SessionState | None, after: SessionState, kind: ChangeKind
) -> None:
    (change,) = changes_between({"a": before} if before else {}, {"a": after})
    assert (change.kind, change.before, change.after) == (kind, before, after)


def test_the_same_programme_has_no_change_and_what_was_never_seen_is_not_cancelled() -> None:
    assert changes_between({"a": WAS}, {"a": WAS}) == ()
    assert changes_between({}, {"a": CALLED_OFF}) == ()
    assert changes_between({"a": WAS}, {}) == ()


def test_changes_stand_in_the_order_of_the_new_programme() -> None:
    found = changes_between({"a": WAS}, {"a": LATER, "b": WAS, "c": state("2027-03-21T09:00")})
    assert [each.uid for each in found] == ["c", "b", "a"]


def test_fields_are_named_besides_time_and_status() -> None:
    after = replace(LATER, title="Cap", place="Sala Blu", status=SessionStatus.CANCELLED)
    (change,) = changes_between({"a": WAS}, {"a": after})
    assert change.fields == ("title", "place")


@pytest.mark.parametrize(
    ("after", "raised"),
    [
        (LATER, True),
        (CALLED_OFF, True),
        (replace(WAS, zone="Europe/Berlin"), True),
        (replace(WAS, title="Cap", place="B", description="Text"), False),
    ],
)
def test_the_sequence_rises_with_time_zone_and_status_only(
    after: SessionState, raised: bool
) -> None:
    assert raises_sequence(WAS, after) is raised
