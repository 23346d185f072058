"""Series of events: named, ordered below an activity of the record, filled with events."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.events.models import Event, Series
from courseapp.events.shipped.loading import load_records
from courseapp.initiatives.document.record import Passage, Record
from courseapp.initiatives.rules import PassageKind
from courseapp.initiatives.saving import change_record
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, initiative, published, send_unoffered
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

LIST = "/manage/icap/series"
TYPED = {"title": "Technical dialogue", "since": "2019", "activity": "dialogue"}
PASSAGES = (
    Passage("dialogue", PassageKind.ACTIVITY, "", "Technical dialogue on ETS"),
    Passage("training", PassageKind.AREA_OF_WORK, "", "Capacity building"),
    Passage("goal", PassageKind.OBJECTIVE, "", "A goal"),
)


@pytest.fixture(autouse=True)
def icap(session: Session, cast: Cast, clock: FixedClock) -> None:
    """The record of ICAP names one activity and one area of work."""
    say(session, clock, *PASSAGES)


def say(session: Session, clock: FixedClock, *passages: Passage) -> None:
    """Put the passages in place of those of the record."""

    def edit(record: Record) -> Record:
        key = record.sources[0].key
        return replace(record, passages=tuple(replace(each, source=key) for each in passages))

    change_record(session, None, clock.now, initiative(session), edit, "Said so.")
    session.commit()


def add(organiser: CheckingClient, status: int = 200, **typed: Value) -> Page:
    page = organiser.visit(LIST)
    return organiser.submit(page, {**TYPED, **typed}, button="Add the series", status=status)


def the_series(session: Session) -> Series:
    session.expire_all()
    return session.scalars(select(Series)).one()


def lines(page: Page) -> list[list[str]]:
    rows = page.soup.select("tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]


def test_without_series_the_page_says_what_to_do(organiser: CheckingClient) -> None:
    page = organiser.visit(LIST)
    assert page.heading == "Series of ICAP"
    assert "No series yet" in page.text
    assert organiser.visit("/manage/icap").link("Series") == LIST


def test_a_new_series_belongs_to_an_activity_of_the_record(
    organiser: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = add(organiser)

    assert "The series “Technical dialogue” is added." in page.text
    assert lines(page) == [["Technical dialogue", "2019", "Technical dialogue on ETS", "0"]]
    assert the_series(session).slug == "technical-dialogue"
    record = client.visit("/initiatives/icap").text
    assert "Technical dialogue on ETS Technical dialogue since 2019" in record


def test_only_activities_and_areas_of_work_own_series(organiser: CheckingClient) -> None:
    page = organiser.visit(LIST)
    groups = {
        str(group["label"]): [each.get_text() for each in group.select("option")]
        for group in page.soup.select("#activity optgroup")
    }
    assert groups == {
        "Activities": ["Technical dialogue on ETS"],
        "Areas of work": ["Capacity building"],
    }
    refused = send_unoffered(organiser, page, "Add the series", {**TYPED, "activity": "goal"})
    assert "Choose an activity of the list." in refused.text


def test_title_year_and_activity_are_changed(
    organiser: CheckingClient, session: Session, cast: Cast
) -> None:
    page = organiser.follow(add(organiser), "Technical dialogue")
    assert (page.value("title"), page.value("since")) == ("Technical dialogue", "2019")

    changed = {"title": "ETS dialogue", "since": "", "activity": "training"}
    page = organiser.submit(page, changed, button="Save")
    assert "Your changes are saved." in page.text
    assert lines(page) == [["ETS dialogue", "not known", "Capacity building", "0"]]
    own = f"initiative/{initiative(session).id}"
    entry = next(each for each in history(session, [own]) if each.verb == "change series")
    assert entry.actor == cast.icap_organiser.display_name
    assert entry.before == {
        "title": "Technical dialogue",
        "since": "2019",
        "activity": "dialogue",
    }
    assert entry.after == {"title": "ETS dialogue", "since": "", "activity": "training"}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": " "}, "Enter a title."),
        ({"title": "x" * 301}, "Use at most 300 characters."),
        ({"since": "long ago"}, "Enter a whole number from 1900 to 2100."),
        ({"since": "1492"}, "Enter a whole number from 1900 to 2100."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    organiser: CheckingClient, session: Session, typed: dict[str, str], message: str
) -> None:
    page = add(organiser, 422, **typed)
    assert message in page.text
    assert page.value("activity") == "dialogue"
    assert session.scalars(select(Series)).all() == []


def test_two_series_of_one_initiative_have_two_titles(
    organiser: CheckingClient, session: Session
) -> None:
    add(organiser)
    page = add(organiser, 422, title="TECHNICAL  Dialogué")
    assert "There is a series “Technical dialogue” already. Choose another title." in page.text
    page = organiser.follow(organiser.visit(LIST), "Technical dialogue")
    organiser.submit(page, {"title": "Technical Dialogue"}, button="Save")
    assert the_series(session).title == "Technical Dialogue"


def test_titles_of_any_script_have_addresses_of_their_own(
    organiser: CheckingClient, session: Session
) -> None:
    for title in ("ورشة عمل", "دورة تدريبية", "Series!"):
        add(organiser, title=title)
    slugs = session.scalars(select(Series.slug).order_by(Series.id)).all()
    assert slugs == ["series", "series-2", "series-3"]


def test_an_activity_that_left_the_record_is_told_and_replaced(
    organiser: CheckingClient, session: Session, clock: FixedClock
) -> None:
    add(organiser)
    say(session, clock, *PASSAGES[1:])

    page = organiser.visit(LIST)
    assert "Left the record It was called “ dialogue ”. Choose another one." in page.text
    page = organiser.follow(page, "Technical dialogue")
    assert "Its activity has left the record" in page.text
    assert page.value("activity") == "dialogue"
    kept = organiser.submit(page, {"title": "ETS dialogue"}, button="Save")
    assert "Left the record" in kept.text
    page = organiser.follow(kept, "ETS dialogue")
    page = organiser.submit(page, {"activity": "training"}, button="Save")
    assert lines(page) == [["ETS dialogue", "2019", "Capacity building", "0"]]


def test_in_a_record_without_activities_the_form_says_where_to_add_one(
    organiser: CheckingClient, session: Session, clock: FixedClock
) -> None:
    say(session, clock)
    page = organiser.visit(LIST)
    assert page.link("Add one to the record") == "/manage/icap/record/passages"
    page = organiser.submit(page, {"title": "Dialogue"}, button="Add the series")
    assert lines(page) == [["Dialogue", "not known", "none", "0"]]


def test_the_second_of_two_organisers_is_told(organiser: CheckingClient, session: Session) -> None:
    page = organiser.follow(add(organiser), "Technical dialogue")
    organiser.submit(page, {"title": "First"}, button="Save")

    refused = organiser.submit(page, {"since": "2001"}, button="Save", status=422)
    assert "Somebody else changed this series" in refused.text
    assert refused.heading == "First"
    assert refused.value("since") == "2001"
    organiser.submit(refused, button="Save")
    assert (the_series(session).title, the_series(session).since) == ("Technical dialogue", 2001)


def test_an_event_is_put_into_a_series_and_taken_out_again(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    before = event.changed_at
    page = organiser.follow(add(organiser), "Technical dialogue")
    assert "No event yet" in page.text
    clock.advance(days=1)

    page = organiser.submit(
        page, {"event": str(event.id), "edition": "12"}, button="Put it into the series"
    )
    assert f"“{event.title}” is in the series." in page.text
    assert lines(page)[0][:3] == [event.title, "Mon 22 Mar – Fri 2 Apr 2027", "12"]
    assert "Every event of ICAP is in a series already." in page.text
    assert "Technical dialogue, edition 12" in client.visit(f"/events/{event.slug}").text
    assert lines(organiser.visit(LIST))[0][3] == "1"
    assert "(1 event in the record)" in client.visit("/initiatives/icap").text

    page = organiser.submit(page, button=f"Take out {event.title}")
    assert "is no longer in the series. The event itself stays." in page.text
    session.refresh(event)
    assert (event.series_id, event.edition, event.changed_at) == (None, None, before)
    log = organiser.visit(f"/manage/events/{event.slug}/history").text
    assert "Put the event into the series “Technical dialogue”." in log
    assert "Took the event out of the series “Technical dialogue”." in log


def test_taking_out_twice_is_as_good_as_once(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(session, cast.icap_organiser, clock.now)
    page = organiser.follow(add(organiser), "Technical dialogue")
    page = organiser.submit(page, {"event": str(event.id)}, button="Put it into the series")
    for _ in range(2):
        organiser.submit(page, button=f"Take out {event.title}")
    session.refresh(event)
    assert event.series_id is None


@pytest.mark.parametrize("wrong", ["", "abc", "9" * 30, "999999"])
def test_what_is_no_event_of_the_list_is_refused(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, wrong: str
) -> None:
    draft(session, cast.icap_organiser, clock.now)
    page = organiser.follow(add(organiser), "Technical dialogue")
    refused = send_unoffered(organiser, page, "Put it into the series", {"event": wrong})
    assert "Choose an event of the list." in refused.text
    assert refused.value("title") == "Technical dialogue"


def test_events_of_others_and_of_other_series_stay_where_they_are(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    load_records(session, clock.now)
    a6ip = initiative(session, "a6ip").id
    foreign = session.scalars(select(Event).where(Event.initiative_id == a6ip)).first()
    taken = session.scalars(select(Event).where(Event.series_id.is_not(None))).first()
    assert foreign is not None
    assert taken is not None
    draft(session, cast.icap_organiser, clock.now)
    page = organiser.follow(add(organiser, title="Another"), "Another")
    before = (foreign.series_id, taken.series_id)

    for event in (foreign, taken):
        send_unoffered(organiser, page, "Put it into the series", {"event": str(event.id)})
    session.expire_all()
    assert (foreign.series_id, taken.series_id) == before


def test_a_neighbour_finds_no_series(
    organiser: CheckingClient, neighbour: CheckingClient, session: Session
) -> None:
    add(organiser)
    number = the_series(session).id
    token = neighbour.visit("/account").value("csrf_token")

    neighbour.expect_404(LIST)
    for path in (f"{LIST}/{number}", f"/manage/a6ip/series/{number}"):
        neighbour.expect_404(path)
        for ending in ("", "/events", "/events/1/remove"):
            answer = neighbour.post(path + ending, data={"csrf_token": token, "title": "Mine"})
            assert answer.status_code == 404
    assert the_series(session).title == "Technical dialogue"


def test_the_list_costs_the_same_for_one_series_and_for_forty(
    organiser: CheckingClient, session: Session, cost_of: CostOf
) -> None:
    add(organiser)
    few = cost_of(organiser, LIST)
    own = initiative(session).id
    session.add_all(
        Series(initiative_id=own, slug=f"s-{each}", title=f"Series {each}", activity="training")
        for each in range(40)
    )
    assert cost_of(organiser, LIST) == few
