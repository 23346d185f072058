"""One session as its reader needs it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from courseapp.core.errors import NotFound
from courseapp.events.published.calendar_links import google_link, outlook_link
from courseapp.events.published.session_reading import shown_session
from courseapp.events.published.states import AgendaPart, SpokenBy
from courseapp.events.rules import AgendaKind, Presence, SessionStatus
from tests.unit.events.published import course, row, state

EAST = state("2027-03-22T08:00", "2027-03-22T09:00", title="Webinar", repeat_group="A")
WEST = state("2027-03-22T20:00", "2027-03-22T21:00", title="Webinar", repeat_group="A")


def test_an_agenda_is_told_by_the_clock_across_the_change_to_summer_time() -> None:
    online = SpokenBy("Mai Trần", "Ministry", Presence.ONLINE)
    agenda = (
        AgendaPart(AgendaKind.TALK, "The night", 0, 30, (online,)),
        AgendaPart(AgendaKind.BREAK, "", 30, 45),
    )
    night = state("2027-03-28T01:30", "2027-03-28T05:00", agenda=agenda)
    talk, pause = shown_session(course(row(1, night)), "uid-1", None).agenda
    assert (talk.time, talk.kind, talk.title) == ("01:30 – 03:00", "Talk", "The night")
    assert [(each.name, each.presence) for each in talk.speakers] == [("Mai Trần", "online")]
    assert (pause.time, pause.kind, pause.title, pause.is_break) == (
        "03:00 – 03:45",
        "",
        "Break",
        True,
    )


@pytest.mark.parametrize(
    ("zone", "suits"),
    [("Asia/Tokyo", [True, False]), ("America/Lima", [False, True]), (None, [False, False])],
)
def test_of_two_runs_the_one_is_marked_that_suits_the_reader(
    zone: str | None, suits: list[bool]
) -> None:
    shown = shown_session(course(row(1, EAST), row(2, WEST)), "uid-2", zone)
    assert [run.suits for run in shown.runs] == suits
    assert [run.is_this for run in shown.runs] == [False, True]


def test_what_is_held_once_or_cancelled_is_no_run() -> None:
    gone = state(repeat_group="A", status=SessionStatus.CANCELLED)
    assert shown_session(course(row(1, EAST), row(2, gone)), "uid-1", None).runs == ()
    assert shown_session(course(row(1, state())), "uid-1", None).runs == ()


def test_neighbours_skip_what_is_cancelled_and_an_unknown_session_is_not_found() -> None:
    gone = state("2027-03-22T11:00", "2027-03-22T12:00", status=SessionStatus.CANCELLED)
    event = course(row(1, EAST), row(2, gone), row(3, WEST))
    first = shown_session(event, "uid-1", None)
    assert first.before is None
    assert first.after is not None
    assert first.after.path == "/events/course-2027/sessions/uid-3"
    cancelled = shown_session(event, "uid-2", None)
    assert cancelled.before is not None
    assert cancelled.before.path.endswith("uid-1")
    with pytest.raises(NotFound):
        shown_session(event, "uid-9", None)


def test_calendars_on_the_web_get_title_place_and_utc() -> None:
    shown = row(1, state(title="Cap & trade", place="Aula 1"))
    event, page = course(shown), "https://example.org/s"
    google = parse_qs(urlsplit(google_link(event, shown, page)).query)
    assert google["text"] == ["Cap & trade (Course on emissions trading)"]
    assert google["dates"] == ["20270322T080000Z/20270322T093000Z"]
    outlook = parse_qs(urlsplit(outlook_link(event, shown, page)).query)
    assert outlook["startdt"] == ["2027-03-22T08:00:00Z"]
    assert (outlook["location"], outlook["body"]) == (["Aula 1"], [page])
