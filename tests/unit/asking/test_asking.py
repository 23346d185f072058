"""Asking by a secret link: the table of steps, a step taken twice, a new link for each letter."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest

from courseapp.asking.links import end_of_present_link, link_is_over, new_link, require_writable
from courseapp.asking.models import AskedByLink
from courseapp.asking.rules import BOTH, Party, Step, Steps
from courseapp.asking.stepping import step_to
from courseapp.core.errors import Problem
from courseapp.core.ids import token_hash
from courseapp.events.models import Event

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


class Stands(StrEnum):
    LISTED = "listed"
    INVITED = "invited"
    YES = "yes"


class Act(StrEnum):
    INVITE = "invite"
    ACCEPT = "accept"


STEPS = Steps(
    {
        (Stands.LISTED, Act.INVITE): Step(Stands.INVITED),
        (Stands.INVITED, Act.ACCEPT): Step(Stands.YES, BOTH),
    },
    Act,
)


def taken(stands: Stands, act: Act, party: Party) -> Stands | None:
    return step_to(STEPS, stands, act, party, name="Ana", stands="Not invited yet")


def test_whoever_is_asked_does_only_what_the_table_gives_her() -> None:
    assert STEPS.open_to(Stands.LISTED, Party.ASKED) == ()
    assert STEPS.open_to(Stands.INVITED, Party.ASKED) == (Act.ACCEPT,)
    assert STEPS.open_to(Stands.LISTED, Party.ORGANISER) == (Act.INVITE,)


def test_a_step_taken_twice_is_one_and_a_step_that_is_not_there_is_refused_in_words() -> None:
    assert taken(Stands.INVITED, Act.ACCEPT, Party.ASKED) is Stands.YES
    assert taken(Stands.YES, Act.ACCEPT, Party.ASKED) is None
    with pytest.raises(Problem, match="Ana stands as “not invited yet”, so this cannot be done"):
        taken(Stands.LISTED, Act.INVITE, Party.ASKED)
    with pytest.raises(Problem):
        taken(Stands.LISTED, Act.ACCEPT, Party.ASKED)


def test_each_letter_has_a_new_link_and_the_last_letter_says_how_long_it_works() -> None:
    asked, event = AskedByLink(), Event(ends_on=None, starts_on=None)
    asked.invited_at = asked.reminded_at = None
    assert link_is_over(asked, event, NOW)
    first = new_link(asked, NOW, reminds=False)
    assert asked.token_hash == token_hash(first)
    second = new_link(asked, NOW + timedelta(days=9), reminds=True)
    assert asked.token_hash == token_hash(second) != token_hash(first)
    assert [asked.invited_at, asked.reminded_at] == [NOW, NOW + timedelta(days=9)]
    assert end_of_present_link(asked, event, NOW) == NOW + timedelta(days=9 + 365)
    event.ends_on, event.zone = date(2027, 4, 1), "Europe/Rome"
    assert not link_is_over(asked, event, NOW + timedelta(days=60))
    assert link_is_over(asked, event, NOW + timedelta(days=62))


def test_nobody_is_written_to_without_an_address_or_after_a_change_that_was_not_seen() -> None:
    require_writable("Ana", "ana@example.org", NOW, NOW)
    require_writable("Ana", "ana@example.org", NOW, None)
    with pytest.raises(Problem, match="no e-mail address of Ana"):
        require_writable("Ana", "", NOW, NOW)
    with pytest.raises(Problem, match="changed a moment ago"):
        require_writable("Ana", "ana@example.org", NOW, NOW - timedelta(seconds=1))
