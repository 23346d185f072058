"""The same session for other parts of the world: which run suits whom, and how many one attends."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import Mode, RepeatRule
from courseapp.events.sessions.repeats import choose_rule, repeated, rules_of
from courseapp.scenarios.cast import Cast
from tests.events.story import published, wall, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

TOKYO = "Asia/Tokyo"
RUNS = (("2023-03-15T20:00", "2023-03-15T22:30"), ("2023-03-17T08:00", "2023-03-17T10:30"))


@pytest.fixture
def working_group(session: Session, cast: Cast, clock: FixedClock) -> Event:
    event = published(session, cast.icap_organiser, clock.now, mode=Mode.ONLINE)
    for number, (starts, ends) in enumerate(RUNS):
        times: dict[str, datetime] = {"starts_local": wall(starts), "ends_local": wall(ends)}
        with_session(
            session, cast.icap_organiser, clock.now, event,
            title=f"Authorization {number}", zone=TOKYO, repeat_group="wg", **times,
        )  # fmt: skip
    publish_programme(session, cast.icap_organiser, clock.now, event)
    session.commit()
    return event


def test_each_country_is_suggested_the_run_that_suits_it(
    client: CheckingClient, working_group: Event
) -> None:
    page = client.visit(f"/events/{working_group.slug}/which-time")

    text = page.text
    evening, morning = (text.index(day) for day in ("Wed 15 Mar 2023", "Fri 17 Mar 2023"))
    assert evening < text.index("Germany") < morning
    assert evening < text.index("Togo") < morning
    assert text.index("New Zealand") > morning
    assert text.index("Peru") > morning
    assert "You may attend any of these, or all." in text
    samoa = client.visit(f"/events/{working_group.slug}/which-time?zone=Pacific/Apia")
    assert "this one suits best" in samoa.text
    assert "UTC+13:00, your time." in samoa.text


def test_an_organiser_says_that_one_person_attends_one_run_only(
    organiser: CheckingClient, client: CheckingClient, working_group: Event
) -> None:
    page = organiser.visit(f"/manage/events/{working_group.slug}/repeats")
    page = organiser.submit(page, {"rule": "only_one"}, button="Save wg")

    assert "The rule for “wg” is saved." in page.text
    assert page.value("rule") == "only_one"
    told = client.visit(f"/events/{working_group.slug}/which-time")
    assert "Each person attends one of these only." in told.text


def test_an_event_that_holds_nothing_twice_has_no_such_page(
    client: CheckingClient, organiser: CheckingClient, session: Session, cast: Cast,
    clock: FixedClock,
) -> None:  # fmt: skip
    event = published(session, cast.icap_organiser, clock.now)
    with_session(session, cast.icap_organiser, clock.now, event, repeat_group="wg")

    client.expect_404(f"/events/{event.slug}/which-time")
    empty = organiser.visit(f"/manage/events/{event.slug}/repeats")
    assert "No session is held again" in empty.text


def test_a_rule_is_kept_for_groups_that_exist_and_once(
    session: Session, cast: Cast, clock: FixedClock, working_group: Event
) -> None:
    def choose(name: str, rule: RepeatRule) -> bool:
        return choose_rule(session, cast.icap_organiser, clock.now, working_group, name, rule)

    assert not choose("wg", RepeatRule.ANY)
    assert choose("wg", RepeatRule.ONLY_ONE)
    assert not choose("wg", RepeatRule.ONLY_ONE)
    with pytest.raises(Problem, match="any more"):
        choose("other", RepeatRule.ANY)

    assert rules_of(session, working_group) == {"wg": RepeatRule.ONLY_ONE}
    groups = repeated(working_group.published_sessions, rules_of(session, working_group))
    assert [(each.name, each.rule, len(each.runs)) for each in groups] == [
        ("wg", RepeatRule.ONLY_ONE, 2)
    ]
