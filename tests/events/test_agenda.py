"""The agenda of a session: rows that are kept, told beside the row, moved and published."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import ChangedMeanwhile
from courseapp.events.models import AgendaItem, EventSession, Speaker
from courseapp.events.published.reading import programme_for
from courseapp.events.published.versions import planned_state
from courseapp.events.rules import AgendaKind, Presence
from courseapp.events.sessions.agenda import agenda_of, total_of, write_agenda
from courseapp.events.sessions.agenda_plans import ItemPlan
from courseapp.events.sessions.scheduling import (
    cancel_session,
    change_session,
    delete_session,
    plan_of,
)
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, wall, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

MAI = SpeakerPlan("Mai Trần", "Ministry of Trade", Presence.ONLINE)
ITEMS = (
    ItemPlan(
        AgendaKind.TALK, 30, title="What a cap is", speakers=(MAI, SpeakerPlan("José García"))
    ),
    ItemPlan(AgendaKind.QUESTIONS, 15),
    ItemPlan(AgendaKind.GROUP_WORK, 30, 60, "Set your own", (SpeakerPlan("Kenji Mori"),)),
)
TYPED: dict[str, Value] = {
    "item0-minutes": "30",
    "item0-kind": "talk",
    "item0-title": "What a cap is",
    "item0-speakers": "Mai Trần, Ministry of Trade, online\nJosé García",
    "item1-minutes": "15",
    "item1-kind": "questions",
    "item2-starts": "10:00",
    "item2-minutes": "30",
    "item2-kind": "group_work",
    "item2-title": "Set your own",
    "item2-speakers": "Kenji Mori",
}


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock) -> EventSession:
    """Set the cap: Monday 22 March 2027, from 09:00 to 10:30."""
    event = draft(session, cast.icap_organiser, clock.now)
    return with_session(session, cast.icap_organiser, clock.now, event)


def page_of(client: CheckingClient, sitting: EventSession) -> Page:
    return client.visit(f"/manage/events/{sitting.event.slug}/sessions/{sitting.id}/agenda")


def starts_of(sitting: EventSession) -> list[tuple[int, int, str]]:
    return [(each.starts_after, each.minutes, each.kind.value) for each in sitting.agenda]


def test_rows_are_kept_with_their_speakers_and_shown_again(
    organiser: CheckingClient, session: Session, sitting: EventSession
) -> None:
    page = page_of(organiser, sitting)
    assert "The session lasts 90 minutes" in page.text
    page = organiser.submit(page, TYPED, button="Save")

    session.expire_all()
    assert starts_of(sitting) == [(0, 30, "talk"), (30, 15, "questions"), (60, 30, "group_work")]
    assert agenda_of(sitting)[0] == replace(ITEMS[0], starts_after=0)
    assert [each.name for each in plan_of(sitting).speakers] == ["Mai Trần", "José García"]
    assert "is saved" in page.text
    assert "75 of 90 minutes" in page.text
    assert "15 are free" in page.text
    assert "09:30 – 09:45 Question time" in page.text
    shown = [page.value(f"item{row}-starts") for row in range(3)]
    assert shown == ["", "", "10:00"]  # the first two just follow
    assert page.value("item0-speakers") == TYPED["item0-speakers"]

    page = organiser.submit(page, {"item1-remove": True, "item0-minutes": "45"}, button="Save")
    session.expire_all()
    assert starts_of(sitting) == [(0, 45, "talk"), (60, 30, "group_work")]


def test_what_does_not_fit_is_told_beside_its_row_and_nothing_is_lost(
    organiser: CheckingClient, session: Session, sitting: EventSession
) -> None:
    wrong = {**TYPED, "item1-minutes": "", "item2-kind": "", "item0-starts": "25:00"}
    page = organiser.submit(page_of(organiser, sitting), wrong, button="Save", status=422)
    for told in ("how many minutes it lasts", "Choose what it is", "Enter a time from 00:00"):
        assert told in page.text
    assert page.value("item0-title") == "What a cap is"
    assert page.soup.select_one("#item1-minutes-error") is not None

    late = {"item0-starts": "", "item1-minutes": "50", "item2-kind": "poll", "item2-minutes": "40"}
    page = organiser.submit(page, late, button="Save", status=422)
    assert "would end at 10:40, after the session" in page.text
    assert "Two items are at the same time" in page.text
    assert session.scalars(select(AgendaItem)).all() == []
    assert page.value("item2-speakers") == "Kenji Mori"


def test_the_rest_is_filled_as_a_suggestion_and_not_yet_saved(
    organiser: CheckingClient, session: Session, sitting: EventSession
) -> None:
    typed = {"item0-minutes": "60", "item0-kind": "talk"}
    page = organiser.submit(page_of(organiser, sitting), typed, button="Fill the rest")
    assert "The last 30 minutes are question time now" in page.text
    assert (page.value("item1-minutes"), page.value("item1-kind")) == ("30", "questions")
    assert session.scalars(select(AgendaItem)).all() == []

    page = organiser.submit(page, {"item1-kind": "discussion"}, button="Save")
    session.expire_all()
    assert starts_of(sitting) == [(0, 60, "talk"), (60, 30, "discussion")]
    assert "90 of 90 minutes" in page.text
    page = organiser.submit(page, button="Fill the rest")
    assert "nothing left to fill" in page.text


def test_the_second_of_two_editors_is_told_and_keeps_what_she_typed(
    organiser: CheckingClient, session: Session, sitting: EventSession, clock: FixedClock
) -> None:
    first, second = page_of(organiser, sitting), page_of(organiser, sitting)
    clock.advance(minutes=1)
    organiser.submit(first, TYPED, button="Save")
    mine = {"item0-minutes": "20", "item0-kind": "poll", "item0-title": "Who has a cap?"}
    page = organiser.submit(second, mine, button="Save", status=422)

    assert "Somebody else saved this" in page.text
    assert "09:00, 30 min Talk: What a cap is" in page.text
    assert page.value("item0-title") == "Who has a cap?"
    session.expire_all()
    assert len(sitting.agenda) == 3
    clock.advance(minutes=1)
    organiser.submit(page, button="Save")  # she has read it, and saves all the same
    session.expire_all()
    assert starts_of(sitting) == [(0, 20, "poll")]


def test_an_agenda_moves_with_its_session_and_is_told_when_it_becomes_too_long(
    organiser: CheckingClient,
    session: Session,
    sitting: EventSession,
    cast: Cast,
    clock: FixedClock,
) -> None:
    write_agenda(session, cast.icap_organiser, clock.now, sitting, ITEMS)
    moved = replace(
        plan_of(sitting),
        starts_local=wall("2027-03-29T14:00"),
        ends_local=wall("2027-03-29T15:30"),
        speakers=(SpeakerPlan("Anna"), SpeakerPlan("MAI TRAN")),
    )
    change_session(session, cast.icap_organiser, clock.now, sitting, moved)
    session.commit()
    assert starts_of(sitting) == [(0, 30, "talk"), (30, 15, "questions"), (60, 30, "group_work")]
    assert agenda_of(sitting)[0].speakers == ITEMS[0].speakers
    assert [part.title for part in planned_state(sitting).agenda] == [
        "What a cap is", "", "Set your own",
    ]  # fmt: skip

    names = [each.name for each in planned_state(sitting).speakers]
    assert names == ["Anna", "MAI TRAN", "José García", "Kenji Mori"]  # each once
    (day,) = programme_for([sitting], None)
    assert "Anna, MAI TRAN, José García" in day.lines[0].meta
    assert "Mai Trần" not in day.lines[0].meta

    form = organiser.visit(f"/manage/events/{sitting.event.slug}/sessions/{sitting.id}")
    page = organiser.submit(form, {"ends": "15:00"}, button="Save")
    assert "agenda" in page.text
    assert "ends 30 minutes after the session" in page.text
    page = page_of(organiser, sitting)
    assert "It ends 30 minutes after the session" in page.text
    session.expire_all()
    assert total_of(sitting).too_long == 30


def test_each_change_is_in_the_history_and_saving_the_same_is_none(
    session: Session, sitting: EventSession, cast: Cast, clock: FixedClock
) -> None:
    actor = cast.icap_organiser
    assert write_agenda(session, actor, clock.now, sitting, ITEMS)
    assert not write_agenda(session, actor, clock.now + timedelta(hours=1), sitting, ITEMS)
    assert sitting.changed_at == clock.now
    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "change agenda")).one()
    assert entry.after is not None
    assert entry.after["Agenda"].splitlines()[0] == (
        "09:00, 30 min Talk: What a cap is (Mai Trần, Ministry of Trade, online; José García)"
    )
    before = clock.now - timedelta(days=1)
    with pytest.raises(ChangedMeanwhile):
        write_agenda(session, actor, clock.now, sitting, (), before)
    with pytest.raises(Problem, match="after the session"):
        write_agenda(session, actor, clock.now, sitting, (ItemPlan(AgendaKind.BREAK, 91),))
    assert len(sitting.agenda) == 3


def test_a_session_is_deleted_with_its_agenda_and_a_cancelled_one_stays_as_it_was(
    session: Session, sitting: EventSession, cast: Cast, clock: FixedClock
) -> None:
    actor = cast.icap_organiser
    write_agenda(session, actor, clock.now, sitting, ITEMS)
    other = with_session(session, actor, clock.now, sitting.event, title="Cancelled")
    cancel_session(session, actor, clock.now, other)
    with pytest.raises(Problem, match="cancelled"):
        write_agenda(session, actor, clock.now, other, ITEMS)
    session.commit()
    delete_session(session, actor, clock.now, sitting)
    session.commit()
    assert session.scalars(select(AgendaItem)).all() == []
    assert session.scalars(select(Speaker.session_id).distinct()).all() == [other.id]
