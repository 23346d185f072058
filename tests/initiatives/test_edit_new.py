"""A new initiative begins as a draft, is published, and may become a draft again."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.events.models import Event
from courseapp.initiatives.founding import slug_from
from courseapp.initiatives.models import Initiative
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, published
from tests.initiatives.edit_story import held, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson

NEW = "/manage/initiatives/new"
PORTS: dict[str, Value] = {
    "name": "Alliance of Green Ports",
    "short_name": "Green Pörts",
    "summary": "Ports that trade emissions.",
}


@pytest.fixture
def administrator(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.administrator)


def found(administrator: CheckingClient, values: dict[str, Value], status: int = 200) -> Page:
    page = administrator.visit(NEW)
    return administrator.submit(page, values, button="Create the draft", status=status)


def test_an_administrator_begins_a_record_that_nobody_else_sees(
    administrator: CheckingClient, client: CheckingClient, session: Session
) -> None:
    assert administrator.visit("/manage").link("New initiative") == NEW
    page = found(administrator, PORTS)
    assert (page.path, page.heading) == ("/manage/green-ports/record", "Record of Green Pörts")
    assert "– Draft" in page.text
    record = held(session, "green-ports")
    assert (record.name, record.summary) == (PORTS["name"], PORTS["summary"])
    version = newest(session, "green-ports")
    assert (version.number, version.author, version.note) == (
        1,
        "Ingrid Halvorsen",
        "A new initiative.",
    )
    client.expect_404("/initiatives/green-ports")
    administrator.visit("/initiatives/green-ports")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": ""}, "Enter the name."),
        ({"short_name": ""}, "Enter a short name, for example ICAP."),
        ({"short_name": "x" * 41}, "Use at most 40 characters."),
        ({"slug": "icap"}, "The address /initiatives/icap is taken."),
        ({"short_name": "ICAP"}, "The address /initiatives/icap is taken."),
        ({"slug": "people"}, "The address /initiatives/people is taken."),
        ({"slug": "compare"}, "The address /initiatives/compare is taken."),
        ({"slug": "Green Ports"}, "Use small letters, digits and hyphens"),
        ({"slug": "порты"}, "Use small letters, digits and hyphens"),
        ({"name": "Порты", "short_name": "Порты"}, "Use small letters, digits and hyphens"),
    ],
)
def test_what_cannot_be_an_initiative_is_told_beside_its_field(
    administrator: CheckingClient, session: Session, values: dict[str, Value], told: str
) -> None:
    before = session.scalar(select(func.count()).select_from(Initiative))
    page = found(administrator, {**PORTS, **values}, 422)
    assert told in page.text
    assert page.value("summary") == PORTS["summary"]
    assert session.scalar(select(func.count()).select_from(Initiative)) == before


def test_organisers_found_nothing(as_person: AsPerson, cast: Cast, session: Session) -> None:
    organiser = as_person(cast.icap_organiser)
    organiser.expect_404(NEW)
    token = organiser.visit("/account").value("csrf_token")
    sent = {"csrf_token": token, **{name: str(text) for name, text in PORTS.items()}}
    assert organiser.post(NEW, data=sent).status_code == 404
    assert session.scalar(select(Initiative).where(Initiative.slug == "green-ports")) is None
    assert "New initiative" not in organiser.visit("/manage").text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Green Ports", "green-ports"),
        ("Coalición São Tomé & Príncipe", "coalicion-sao-tome-and-principe"),
        ("Порты", ""),
        ("!!!", ""),
        ("item", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_an_address_is_made_of_plain_letters(name: str, slug: str) -> None:
    assert slug_from(name) == slug


def test_publishing_tells_what_it_means_and_then_everybody_reads_the_record(
    administrator: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = administrator.follow(found(administrator, PORTS), "Publish the record")
    for told in (
        "Everybody can read the record at /initiatives/green-ports",
        "Its versions until now can be read too, without the names of editors",
        "No contact is shown: none is marked public.",
    ):
        assert told in page.text
    client.expect_404("/initiatives/green-ports")
    page = administrator.submit(page, button="Publish the record")
    assert "The record of Green Pörts is public now." in page.text
    client.visit("/initiatives/green-ports")
    assert "Alliance of Green Ports" in client.visit("/initiatives").text
    subject = f"initiative/{initiative(session, 'green-ports').id}"
    assert history(session, [subject])[0].verb == "publish record"
    token = administrator.visit("/account").value("csrf_token")
    address = "/manage/green-ports/record/publish"
    twice = administrator.post(address, data={"csrf_token": token})
    assert twice.status_code == 303
    assert [each.verb for each in history(session, [subject])].count("publish record") == 1


def test_a_public_record_becomes_a_draft_again(
    administrator: CheckingClient, client: CheckingClient
) -> None:
    page = administrator.follow(found(administrator, PORTS), "Publish the record")
    page = administrator.submit(page, button="Publish the record")
    page = administrator.follow(page, "Make it a draft again")
    assert "Its calendar stops" in page.text
    page = administrator.submit(page, button="Make it a draft")
    assert "is a draft. Only its organisers see it." in page.text
    for address in ("/initiatives/green-ports", "/calendars/initiatives/green-ports.ics"):
        assert client.get(address).status_code == 404


def test_a_record_with_public_events_stays_public(
    as_person: AsPerson, cast: Cast, session: Session, clock: FixedClock
) -> None:
    session.query(Event).delete()
    draft(session, cast.icap_organiser, clock.now)
    editor = as_person(cast.icap_organiser)
    open_page = editor.visit("/manage/icap/record/publish")
    assert "When it is a draft:" in open_page.text
    published(session, cast.icap_organiser, clock.now, title="Another course")
    page = editor.submit(open_page, button="Make it a draft", status=422)
    assert "ICAP has 1 event that everybody can see, so its record stays public." in page.text
    assert initiative(session).is_public
    assert "Its pages name it" not in editor.visit("/manage/icap/record/publish").text
