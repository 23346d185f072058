"""Of a draft, of contacts and of internal notes nothing stands on any page for everybody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from courseapp.core.permissions import everyone, rule_of
from courseapp.initiatives.contacts import ContactPlan, add_contact
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.internal_notes import add_note
from courseapp.initiatives.models import Initiative, RecordPublication
from courseapp.initiatives.saving import add_initiative
from courseapp.scenarios.cast import Cast
from tests.events.story import draft
from tests.initiatives.edit_story import initiative
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

ZEBRA = "zebra"  # stands in every part of the draft, but in none of the addresses
SECRET = "quagga"  # stands in every contact and internal note, of drafts and of public records
DRAFT = {
    "slug": "striped-ports",
    "name": "Zebra Ports Alliance",
    "short_name": "Zebra",
    "summary": "Zebra ports trade emissions.",
    "sources": [{"key": "ZEBRA-PAGE", "title": "Page about zebra ports"}],
    "statements": [
        {"field": "function", "source": "ZEBRA-PAGE", "printed": "Capacity building, Zebras"},
        {"field": "lead-country", "source": "ZEBRA-PAGE", "printed": "Kenya"},
        {"field": "theme-transport", "source": "ZEBRA-PAGE", "printed": "Yes"},
        {"field": "coverage", "source": "ZEBRA-PAGE", "printed": "Africa, Zebra land"},
        {"field": "lead-type", "source": "ZEBRA-PAGE", "printed": "Zebra office"},
    ],
    "memberships": [
        {"kind": "member", "source": "ZEBRA-PAGE", "printed": "Kenya"},
        {
            "kind": "technical_partner",
            "source": "ZEBRA-PAGE",
            "printed": "ICAP",
            "initiative": "icap",
        },
        {"kind": "partner", "source": "ZEBRA-PAGE", "printed": "Zebra Bank"},
    ],
    "publications": [
        {
            "key": "striped-report",
            "title": "Zebra report",
            "source": "ZEBRA-PAGE",
            "link": "https://zebra.example/report",
        }
    ],
}
QUERIES = {
    "/": [""],
    "/initiatives": ["", "?q=ports", "?member=KE", "?theme=transport"],
    "/events": ["", "?q=course", "?initiative=striped-ports", "?when=past"],
    "/publications": ["", "?q=report"],
    "/initiatives/compare": ["", "?i=striped-ports&i=icap", "?i=icap&i=cmp", "?q=ports"],
    "/subscribe": ["", "?feed=initiatives/striped-ports"],
}
# Of calendars, one of each shape and scope.
FEEDS = (
    "all.ics",
    "fr/all.csv",
    "initiatives/{slug}.ics",
    "initiatives/{slug}.atom",
    "events/{slug}.ics",
    "events/{slug}.json",
    "where/kind/course.ics",
    "where/initiative/{slug}.xml",
    "overview/all.ics",
    "overview/initiatives/{slug}.ics",
    "deadlines/all.ics",
    "deadlines/initiatives/{slug}.ics",
    "archive/2026.ics",
    "archive/2026/initiatives/{slug}.ics",
)


@pytest.fixture
def zebra(session: Session, cast: Cast, clock: FixedClock) -> Initiative:
    """A draft with everything a record can have, contacts and notes, and a draft of an event."""
    actor = cast.administrator
    made = add_initiative(session, actor, clock.now, from_plain(DRAFT), "Zebra", is_public=False)
    until = clock.now.date() + timedelta(days=100)
    for each, public in ((made, True), (made, False), (initiative(session), False)):
        plan = ContactPlan(
            SECRET, SECRET, f"{SECRET}@example.org", is_public=public, keep_until=until
        )
        add_contact(session, actor, clock.now, each, plan)
        add_note(session, actor, clock.now, each, f"A {SECRET} note")
    event = draft(session, cast.icap_organiser, clock.now, title="Zebra course")
    event.initiative_id, event.slug = made.id, "striped-course"
    session.commit()
    return made


def arguments(session: Session, rule: Rule, slug: str) -> Iterator[dict[str, object]]:
    """Yield what an address may be filled in with, the draft's own things first."""
    own: dict[str, object] = {
        "slug": slug,
        "code": "KE",
        "token": "none",
        "uid": "none",
        "key": "none",
        "year": 2027,
        "month": "2027-03",
        "session_id": 1,
        "engagement_id": 1,
        "delegate_id": 1,
        "nomination_id": 1,
        "publication_id": session.scalar(
            select(RecordPublication.id).where(RecordPublication.key == "striped-report")
        ),
    }
    if rule.endpoint == "calendars.public":
        for feed in FEEDS:
            yield {"path": feed.format(slug=slug)}
        return
    chosen = {name: own[name] for name in rule.arguments if name in own}
    for form in ("csv", "json", "jsonld", "yaml"):
        yield {**chosen, **({"given_as": form} if "given_as" in rule.arguments else {})}
        if "given_as" not in rule.arguments:
            return


def public_addresses(app: Flask, session: Session) -> Iterator[str]:
    matcher = app.url_map.bind("courseapp.test")
    for rule in app.url_map.iter_rules():
        opened = rule_of(app.view_functions[rule.endpoint]) is everyone
        if not opened or rule.endpoint == "static" or "GET" not in (rule.methods or ()):
            continue
        for slug in ("striped-ports", "striped-course", "icap"):
            for filled in arguments(session, rule, slug):
                try:
                    path = matcher.build(rule.endpoint, filled)
                except ValueError:  # given in fewer forms than a record
                    continue
                yield from (path + query for query in QUERIES.get(path, [""]))


@pytest.mark.parametrize("who", ["stranger", "neighbour", "reviewer"])
def test_no_public_page_feed_or_file_has_anything_of_a_draft_a_contact_or_a_note(
    app: Flask,
    client: CheckingClient,
    as_person: AsPerson,
    session: Session,
    cast: Cast,
    zebra: Initiative,
    who: str,
) -> None:
    people = {"neighbour": cast.a6ip_organiser, "reviewer": cast.reviewer}
    browser = as_person(people[who]) if who in people else client
    found, opened = set(), 0
    for address in sorted(set(public_addresses(app, session))):
        answer = browser.get(address)
        text = answer.get_data(as_text=True).lower()
        opened += answer.status_code == 200
        if ZEBRA in text or SECRET in text:
            found.add(f"{answer.status_code} {address}")
    assert found == set()
    assert opened > 30


def test_the_same_pages_show_it_once_it_is_public(
    client: CheckingClient, session: Session, zebra: Initiative
) -> None:
    """The test above can fail."""
    zebra.is_public = True
    session.commit()
    for address in (
        "/",
        "/initiatives",
        "/initiatives/striped-ports",
        "/initiatives/icap",
        "/publications",
        "/countries/KE",
        "/subscribe",
    ):
        assert ZEBRA in client.get(address).get_data(as_text=True).lower(), address
    assert client.get("/calendars/initiatives/striped-ports.ics").status_code == 200


def test_a_draft_has_no_address_of_its_own(
    client: CheckingClient, as_person: AsPerson, cast: Cast, zebra: Initiative
) -> None:
    for path in (
        "/initiatives/striped-ports",
        "/initiatives/striped-ports/history",
        "/initiatives/striped-ports/publications",
        "/initiatives/striped-ports/publications.atom",
        "/initiatives/striped-ports/outputs",
        "/initiatives/striped-ports/report",
        "/initiatives/striped-ports/join",
        "/initiatives/striped-ports.json",
        "/calendars/initiatives/striped-ports.ics",
        "/subscribe?feed=initiatives/striped-ports",
    ):
        for browser in (client, as_person(cast.a6ip_organiser)):
            assert browser.get(path).status_code == 404, path


def test_saving_a_draft_moves_no_public_feed(
    client: CheckingClient, session: Session, zebra: Initiative, clock: FixedClock
) -> None:
    before = client.get("/calendars/all.ics").get_data()
    zebra.changed_at = clock.now + timedelta(hours=1)
    session.commit()
    assert client.get("/calendars/all.ics").get_data() == before
    assert session.scalar(select(func.count()).select_from(Initiative)) == 4
