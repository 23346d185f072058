"""Of an event by invitation everybody is told all, title and dates, or nothing: at each address."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from courseapp.calendars.entries.belonging import DATES_ONLY
from courseapp.core.ids import calendar_uid
from courseapp.events.facts.planning import change_event
from courseapp.events.models import Event, Series
from courseapp.events.ports.attending import Group, addressees
from courseapp.events.published.publicity import (
    is_listed,
    is_secret,
    is_secret_event,
    listed,
    may_read_place,
    may_read_programme,
    place_is_public,
    programme_is_public,
)
from courseapp.events.rules import Access, EventKind, EventStatus, FeedDetail
from courseapp.events.standing.news import News, Telling
from courseapp.events.standing.telling import Dates, previews
from courseapp.interest.models import Interest
from tests.delegations.story import ACCEPT, DIALOGUE, NAME, PLACE, SITTING, TITLE, Stage, typed
from tests.events.story import PLAN
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

NO_MORE = "No longer listed"
BAIT = (TITLE, SITTING, PLACE)


def everywhere(stage: Stage) -> Iterator[str]:
    """Every public address that tells, or could tell, of the dialogue."""
    slug, uid = stage.event.slug, stage.sitting.calendar_uid
    event = f"/events/{slug}"
    yield from ("/", "/events", "/events?q=Zanzibar", "/events?kind=dialogue", "/events?when=past")
    yield from ("/events?country=IT", "/events/months/2027-03", "/countries/IT", "/subscribe")
    yield from ("/calendars/all.ics", "/calendars/initiatives/icap.ics")
    yield from ("/calendars/where/kind/dialogue.ics", f"/calendars/events/{slug}.ics")
    yield from (f"/calendars/events/{slug}/{uid}.ics", f"/subscribe?feed=events/{slug}")
    yield from (event, f"{event}/apply", f"{event}/programme", f"{event}/changes")
    yield from (f"{event}/sessions/{uid}", f"{event}/which-time", f"{event}/next")
    yield from (f"{event}/programme.{kind}" for kind in ("csv", "json", "xlsx"))
    yield from (f"{event}/programme/paper", f"{event}/schedule.json", f"{event}/take-part")
    yield from ("/initiatives", "/initiatives/icap", "/initiatives/icap.csv", "/initiatives.csv")
    yield from ("/initiatives/icap/outputs", "/initiatives/icap/outputs/2027")
    yield from ("/initiatives/icap/outputs/2027.csv", "/initiatives/icap/outputs/2027.json")
    yield from ("/initiatives/icap.jsonld", "/initiatives/icap/publications", "/robots.txt")


def told(client: CheckingClient, stage: Stage) -> dict[str, set[str]]:
    """Return which bait stands at which address, for everybody."""
    found = {}
    for path in everywhere(stage):
        text = _text(client.get(path, buffered=True))
        hits = {bait for bait in BAIT if bait in text}
        if hits:
            found[path] = hits
    return found


def _text(response: TestResponse) -> str:
    """Return what is sent, lines of calendars unfolded; a spreadsheet is not read."""
    return response.get_data().decode(errors="replace").replace("\r\n ", "")


def tells(stage: Stage, detail: FeedDetail) -> None:
    """Let the organiser choose how much everybody is told, through the form's service."""
    plan = PLAN_OF_DIALOGUE | {"feed_detail": detail}
    with stage.app.test_request_context():
        from_plan = type(PLAN)(**plan)
        actor = stage.cast.icap_organiser
        change_event(stage.session, actor, stage.clock.now, stage.event, from_plan)
        stage.session.commit()
    stage.clock.advance(minutes=5)


PLAN_OF_DIALOGUE: dict[str, Any] = {
    **{name: getattr(PLAN, name) for name in PLAN.__dataclass_fields__},
    **DIALOGUE,
}


def test_nothing_means_nothing_at_any_address(stage: Stage, client: CheckingClient) -> None:
    series = Series(initiative_id=stage.event.initiative_id, slug="dialogues", title=TITLE)
    stage.event.series, stage.event.edition = series, 1
    stage.event.feed_detail = FeedDetail.NOTHING
    stage.session.commit()
    assert told(client, stage) == {}
    slug = stage.event.slug
    for path in (f"/events/{slug}", f"/calendars/events/{slug}.ics", f"/events/{slug}/apply"):
        assert client.get(path).status_code == 404
    assert NO_MORE not in client.get("/calendars/all.ics").get_data(as_text=True)


def test_with_nothing_told_every_page_and_feed_is_as_if_it_were_a_draft(
    stage: Stage, client: CheckingClient
) -> None:
    def answers() -> dict[str, tuple[int, str]]:
        found = {path: client.get(path, buffered=True) for path in everywhere(stage)}
        return {
            path: (each.status_code, re.sub(r'value="[^"]*"', "", _text(each)))
            for path, each in found.items()
        }

    stage.event.status = EventStatus.DRAFT
    as_a_draft = answers()
    stage.event.status, stage.event.feed_detail = EventStatus.PUBLISHED, FeedDetail.NOTHING
    assert answers() == as_a_draft


def test_title_and_dates_are_all_that_is_told_where_the_organisers_say_so(
    stage: Stage, client: CheckingClient
) -> None:
    found = told(client, stage)
    assert set().union(*found.values()) == {TITLE}
    slug = stage.event.slug
    for path in (f"/events/{slug}", "/events", "/calendars/all.ics", "/events/months/2027-03"):
        assert TITLE in found[path]


def test_all_means_the_programme_and_the_place_on_the_page_and_in_feeds(
    stage: Stage, client: CheckingClient
) -> None:
    tells(stage, FeedDetail.ALL)
    found = told(client, stage)
    slug, uid = stage.event.slug, stage.sitting.calendar_uid
    for path in (
        *(f"/events/{slug}", "/calendars/all.ics", "/calendars/initiatives/icap.ics"),
        *(f"/calendars/events/{slug}.ics", f"/events/{slug}/sessions/{uid}"),
        *(f"/events/{slug}/programme", f"/events/{slug}/programme.csv"),
    ):
        assert SITTING in found[path], path
    assert PLACE in found[f"/events/{slug}"]
    assert TITLE in found["/events?country=IT"]


def test_who_is_on_a_list_hears_nothing_of_a_secret_event(stage: Stage) -> None:
    stage.session.add(
        Interest(
            initiative_id=stage.event.initiative_id,
            email="reader@example.org",
            nonce="n",
            asked_at=stage.clock.now,
            confirmed_at=stage.clock.now,
        )
    )
    stage.session.commit()
    with stage.app.test_request_context():
        assert Group.INTERESTED in addressees(stage.session, stage.event)
        stage.event.feed_detail = FeedDetail.NOTHING
        assert Group.INTERESTED not in addressees(stage.session, stage.event)


def entries(client: CheckingClient, path: str) -> dict[str, dict[str, str]]:
    """Return the entries of a feed by UID, each with its properties by name."""
    text = client.get(path).get_data(as_text=True).replace("\r\n ", "")
    found = {}
    for part in text.split("BEGIN:VEVENT")[1:]:
        lines = [line.partition(":") for line in part.split("END:VEVENT")[0].splitlines() if line]
        named = {name.partition(";")[0]: value for name, _, value in lines}
        found[named["UID"]] = named
    return found


@pytest.mark.parametrize("feed", ["all", "initiatives/icap", "event"])
def test_what_calendars_have_is_withdrawn_as_cancelled_and_comes_back(
    stage: Stage, client: CheckingClient, feed: str
) -> None:
    path = f"/calendars/{f'events/{stage.event.slug}' if feed == 'event' else feed}.ics"
    whole = str(uuid5(UUID(stage.event.calendar_uid), DATES_ONLY))
    before = entries(client, path)[whole]
    tells(stage, FeedDetail.NOTHING)
    after = entries(client, path)[whole]
    assert (after["SUMMARY"], after["STATUS"]) == (NO_MORE, "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTART"] == before["DTSTART"]
    assert not {"URL", "LOCATION", "CATEGORIES"} & set(after)
    assert told(client, stage) == {}
    tells(stage, FeedDetail.DATES)
    again = entries(client, path)[whole]
    assert (TITLE in again["SUMMARY"], again["STATUS"]) == (True, "CONFIRMED")
    assert int(again["SEQUENCE"]) > int(after["SEQUENCE"])
    assert (stage.event.told_before, stage.event.told_until) == (None, None)


def test_sessions_that_were_public_are_withdrawn_one_by_one(
    stage: Stage, client: CheckingClient
) -> None:
    path, uid = "/calendars/all.ics", stage.sitting.calendar_uid
    whole = str(uuid5(UUID(stage.event.calendar_uid), DATES_ONLY))
    tells(stage, FeedDetail.ALL)
    public = entries(client, path)
    assert public[whole]["STATUS"] == "CANCELLED"  # until now its dates alone were told
    tells(stage, FeedDetail.DATES)
    dated = entries(client, path)
    assert (dated[uid]["SUMMARY"], dated[uid]["STATUS"]) == (NO_MORE, "CANCELLED")
    assert dated[whole]["STATUS"] == "CONFIRMED"
    assert int(dated[uid]["SEQUENCE"]) > int(public[uid]["SEQUENCE"])
    tells(stage, FeedDetail.NOTHING)
    assert entries(client, path)[uid]["SUMMARY"] == NO_MORE
    assert entries(client, "/calendars/where/kind/dialogue.ics")[uid]["SUMMARY"] == NO_MORE
    assert told(client, stage) == {}
    stage.clock.advance(days=40)  # the dialogue is over
    assert client.get(f"/calendars/events/{stage.event.slug}.ics").status_code == 410
    tells(stage, FeedDetail.ALL)
    assert SITTING in entries(client, path)[uid]["SUMMARY"]


def test_what_python_says_of_an_event_sql_says_too(stage: Stage) -> None:
    every = product((None, *Access), FeedDetail, EventStatus, ("", "A public page"), (False, True))
    for number, (access, detail, status, source, example) in enumerate(every):
        stage.session.add(_like_any(stage, number, access, detail, status, source, example))
    stage.session.commit()
    for says, condition in (
        (is_listed, listed()),
        (is_secret, is_secret_event()),
        (may_read_programme, programme_is_public()),
        (may_read_place, place_is_public()),
    ):
        rows = stage.session.execute(select(Event, condition).order_by(Event.id)).all()
        assert len(rows) > 400
        wrong = [event.slug for event, told_by_sql in rows if says(event) is not bool(told_by_sql)]
        assert wrong == [], says.__name__


def _like_any(
    stage: Stage,
    number: int,
    access: Access | None,
    detail: FeedDetail,
    status: EventStatus,
    source: str,
    example: bool,
) -> Event:
    now = stage.clock.now
    return Event(
        slug=f"any-{number}",
        initiative_id=stage.event.initiative_id,
        title="Any",
        kind=EventKind.DIALOGUE,
        access=access,
        feed_detail=detail,
        status=status,
        source=source,
        is_example=example,
        year=2027,
        cancelled_at=now if status is EventStatus.CANCELLED else None,
        calendar_uid=calendar_uid(),
        created_at=now,
        changed_at=now,
    )


def test_a_secret_event_is_read_by_who_takes_part_and_letters_name_no_page_of_it(
    stage: Stage, client: CheckingClient, as_person: AsPerson
) -> None:
    person = stage.cast.newcomer
    page = client.submit(client.visit(stage.invited()), button=ACCEPT)
    client.submit(page, typed("Ana Souza", email=person.email), button=NAME)
    stage.event.feed_detail = FeedDetail.NOTHING
    stage.session.commit()
    path = f"/events/{stage.event.slug}"
    browser = as_person(person)
    assert SITTING in browser.visit(f"{path}/take-part").text
    assert as_person(stage.cast.reviewer).get(f"{path}/take-part").status_code == 404
    assert browser.get(path).status_code == 404
    with stage.app.test_request_context():
        telling = Telling(frozenset({Group.DELEGATES}))
        about = (stage.session, stage.event, News.POSTPONED, telling, Dates("22 March"))
        (shown,) = previews(*about)
        assert TITLE in shown.letter.text
        assert path not in shown.letter.text + shown.letter.html
        stage.event.feed_detail = FeedDetail.DATES
        assert path in previews(*about)[0].letter.text


def test_before_publishing_it_is_said_how_much_everybody_will_read(
    stage: Stage, as_person: AsPerson
) -> None:
    browser, event = as_person(stage.cast.icap_organiser), stage.event
    event.status = EventStatus.DRAFT
    for detail, words in (
        (FeedDetail.ALL, "Everybody can read the event"),
        (FeedDetail.DATES, "The programme goes to those who are invited."),
        (FeedDetail.NOTHING, "No page, list or calendar shows the event"),
    ):
        event.feed_detail = detail
        for step in ("publish", "announce"):
            text = browser.visit(f"/manage/events/{event.slug}/{step}").text
            assert (words in text) or (step == "announce" and detail is FeedDetail.DATES)
            assert ("Everybody can read" in text) is (detail is not FeedDetail.NOTHING)
