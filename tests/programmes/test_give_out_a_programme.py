"""Who may take what along: the plan is its organisers', the published programme everybody's."""

import json
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event, EventSession
from courseapp.events.rules import Access
from courseapp.events.standing.publishing import publish_event
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf, cost_of
from tests.events.story import draft, with_session
from tests.programmes.desk import Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

__all__ = ["cost_of"]

BAIT = "https://zoom.us/j/bait"
SECRET = "Secret plan"
PUBLIC = ("programme.pdf", "programme.xlsx", "programme.csv", "programme.json", "schedule.json")
OWN = (*PUBLIC, "speakers.pdf", "speakers.xlsx", "speakers.csv", "rooms.pdf")
PAPERS = ("programme", "speakers", "rooms")


@pytest.fixture
def public(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A published course with a link to join, and a session that is planned since."""
    actor, now = cast.icap_organiser, clock.now
    event = draft(session, actor, now)
    with_session(session, actor, now, event, join_link=BAIT, seats=777, title="=Set the cap")
    publish_event(session, actor, now, event)
    with_session(session, actor, now, event, title=SECRET, join_link=BAIT)
    session.commit()
    return event


def text_of(client: CheckingClient, address: str, status: int = 200) -> str:
    """Return all text of a file or page that can be read without a program of its own."""
    response = client.get(address, buffered=True)
    assert response.status_code == status, address
    content = response.get_data()
    if address.partition("?")[0].endswith(".xlsx"):
        rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row)
    return content.decode("utf-8", "replace")


def test_everybody_takes_the_published_programme_along_and_nothing_more(
    client: CheckingClient, public: Event
) -> None:
    for name in PUBLIC:
        text = text_of(client, f"/events/{public.slug}/{name}")
        assert SECRET not in text, name
        assert "bait" not in text, name
        assert "777" not in text or name.endswith("pdf"), name
    paper = client.visit(f"/events/{public.slug}/programme/paper")
    assert "=Set the cap" in paper.text
    assert SECRET not in paper.text
    table = text_of(client, f"/events/{public.slug}/programme.csv")
    assert "'=Set the cap" in table
    assert "Mai Trần (Ministry of Environment)" in table
    page = client.visit(f"/events/{public.slug}")
    assert client.follow(page, "To print").path == f"/events/{public.slug}/programme/paper"


def test_who_is_up_to_date_gets_nothing_anew(client: CheckingClient, public: Event) -> None:
    address = f"/events/{public.slug}/programme.pdf"
    first = client.get(address, buffered=True)
    assert first.get_data().startswith(b"%PDF-")
    assert first.content_type == "application/pdf"
    assert f"{public.slug}-programme-v1.pdf" in first.headers["Content-Disposition"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize("name", [*PUBLIC, "programme/paper"])
def test_of_drafts_and_invitations_nobody_gets_a_file(
    session: Session,
    client: CheckingClient,
    public: Event,
    cast: Cast,
    clock: FixedClock,
    name: str,
) -> None:
    plan = draft(session, cast.icap_organiser, clock.now, title="Draft")
    with_session(session, cast.icap_organiser, clock.now, plan)
    assert client.get(f"/events/{plan.slug}/{name}").status_code == 404
    public.access = Access.INVITATION
    session.commit()
    assert client.get(f"/events/{public.slug}/{name}").status_code == 404


def test_organisers_take_the_plan_along_or_what_is_published(
    organiser: CheckingClient, public: Event
) -> None:
    base = f"/manage/events/{public.slug}/files"
    page = organiser.visit(base)
    assert "2 sessions on 1 day" in page.text
    assert "Version 1, published on" in page.text
    for name in OWN:
        response = organiser.get(f"{base}/{name}", buffered=True)
        assert response.status_code == 200, name
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "-draft." in response.headers["Content-Disposition"]
        if name.endswith((".csv", ".xlsx", ".json")):
            published = text_of(organiser, f"{base}/{name}?state=published")
            assert SECRET in text_of(organiser, f"{base}/{name}"), name
            assert SECRET not in published, name
            assert "bait" not in published, name
    for name in PAPERS:
        assert SECRET in organiser.visit(f"{base}/{name}").text
    assert BAIT in text_of(organiser, f"{base}/programme.csv")


def test_no_organiser_finds_files_of_what_is_not_published(desk: Desk) -> None:
    page = desk.browser.visit(f"{desk.home}/files")
    assert "No version is published yet" in page.text
    desk.browser.expect_404(f"{desk.home}/files/programme?state=published")


def test_neighbours_and_strangers_find_nothing(
    session: Session, public: Event, cast: Cast, as_person: AsPerson, clock: FixedClock
) -> None:
    base = f"/manage/events/{public.slug}"
    addresses = [f"{base}/files", f"{base}/import", f"{base}/import/template.csv"]
    addresses += [f"{base}/files/{name}" for name in (*OWN, *PAPERS)]
    for person in (cast.a6ip_organiser, cast.newcomer):
        browser = as_person(person)
        assert {browser.get(each).status_code for each in addresses} == {404}
    lapsed = as_person(cast.icap_organiser)
    clock.advance(days=15)
    answers = [lapsed.get(each) for each in addresses]
    assert {each.status_code for each in answers} == {303}


def test_an_import_of_another_event_is_not_found(
    session: Session, desk: Desk, public: Event
) -> None:
    looked = desk.look_at("Title,Day,Start,End\nCap,2027-03-22,09:00,10:00\n")
    number = looked.path.rpartition("/")[2]
    desk.browser.expect_404(f"/manage/events/{public.slug}/import/{number}")


def test_what_is_given_out_comes_back_without_a_change(
    session: Session, organiser: CheckingClient, public: Event
) -> None:
    desk = Desk(organiser, public.slug)
    for name in ("programme.csv", "programme.xlsx", "programme.json"):
        content = organiser.get(f"{desk.home}/files/{name}", buffered=True).get_data()
        assert "Sessions: 2 as it is." in desk.look_at(content, name).text, name
    public_table = organiser.get(f"/events/{public.slug}/programme.csv", buffered=True).get_data()
    assert "1 as it is" in desk.look_at(public_table, "programme.csv").text


def test_our_own_json_says_local_times_zone_and_instants(
    client: CheckingClient, public: Event
) -> None:
    document = json.loads(text_of(client, f"/events/{public.slug}/programme.json"))
    (only,) = document["sessions"]
    assert (document["format"], document["programme_version"]) == ("courseapp programme", 1)
    assert (only["starts_local"], only["zone"]) == ("2027-03-22T09:00:00", "Europe/Rome")
    assert only["starts_at"] == "2027-03-22T08:00:00+00:00"
    assert {"join_link", "seats", "recording_link"}.isdisjoint(only)


def test_a_page_of_an_import_costs_the_same_whatever_its_length(
    session: Session, desk: Desk, cost_of: CostOf
) -> None:
    def lines(count: int) -> str:
        rows = (f"S{n},2027-03-22,09:00,10:00,Room {n % 5},A{n},id{n}" for n in range(count))
        return "\n".join(("Title,Day,Start,End,Room,Speakers,ID", *rows))

    desk.bring_in(lines(3))
    few = cost_of(desk.browser, desk.look_at(lines(3)).path)
    desk.bring_in(lines(60))
    assert len(session.scalars(select(EventSession)).all()) == 60
    many = cost_of(desk.browser, desk.look_at(lines(60)).path)
    assert many == few
    gone = cost_of(desk.browser, desk.look_at(lines(1)).path)
    assert gone == few
