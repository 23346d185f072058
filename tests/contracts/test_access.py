"""Every address of the product, opened by people who have no business there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from courseapp.core.ids import calendar_uid
from courseapp.core.permissions import everyone, rule_of, signed_in
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import EventStatus
from courseapp.forms.document.record import Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form
from courseapp.forms.shipped import OFFICIALS, shipped_form
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast, Part
from tests.applications.story import new_course, submitted
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

# Who adds an address here has thought about who may see what it shows.
OPEN_TO_EVERYONE = {
    "/",
    "/calendars/<path:path>",
    "/calendars/mine/<token>.ics",
    "/countries",
    "/countries/<code>",
    "/countries/lists",
    "/countries/lists/<key>",
    "/events",
    "/events/<slug>",
    "/events/<slug>/apply",
    "/events/<slug>/programme.<any(pdf,xlsx,csv,json):given_as>",
    "/events/<slug>/programme/paper",
    "/events/<slug>/schedule.json",
    "/events/<slug>/changes",
    "/events/<slug>/for-me",
    "/events/<slug>/how-chosen",
    "/events/<slug>/programme",
    "/events/<slug>/register",
    "/events/<slug>/register/thanks",
    "/events/<slug>/sessions/<uid>",
    "/events/<slug>/which-time",
    "/events/<slug>/next",
    "/events/<slug>/next/thanks",
    "/delegation/<token>",  # and the next ones: who has the letter is let in
    "/delegation/<token>/calendar.ics",
    "/delegation/<token>/materials/<key>",
    "/delegation/<token>/people",
    "/delegation/<token>/people/<int(max=2147483647):delegate_id>",
    "/delegation/<token>/people/<int(max=2147483647):delegate_id>/substitute",
    "/delegation/<token>/people/<int(max=2147483647):delegate_id>/withdraw",
    "/endorse/<token>",  # likewise: a supervisor's page
    "/nominate/<token>",  # and the next ones: likewise
    "/nominate/<token>/outcomes",
    "/nominate/<token>/outcomes/substitutes",
    "/nominate/<token>/outcomes/substitutes/<int(max=2147483647):substitute_id>/take-back",
    "/nominate/<token>/people",
    "/nominate/<token>/people/<int(max=2147483647):nomination_id>",
    "/nominate/<token>/people/<int(max=2147483647):nomination_id>/<any(up, down):way>",
    "/nominate/<token>/people/<int(max=2147483647):nomination_id>/again",
    "/nominate/<token>/people/<int(max=2147483647):nomination_id>/replace",
    "/nominate/<token>/people/<int(max=2147483647):nomination_id>/withdraw",
    "/nominated/<token>",  # names an address only as its owner recognises it
    "/interest/<token>",
    "/interest/<token>/confirm",
    "/interest/<token>/leave",
    "/digest",
    "/digest/thanks",
    "/digest/<token>",  # and the next ones: who has the letter is let in
    "/digest/<token>/confirm",
    "/digest/<token>/leave",
    "/events/months/",
    "/events/months/<month>",
    "/events/<slug>/speakers/<int(max=2147483647):engagement_id>/photo",
    "/healthz",
    "/initiatives",
    "/initiatives.<any(csv,json):given_as>",
    "/initiatives/<slug>",
    "/initiatives/<slug>.<any(csv,json,jsonld,yaml):given_as>",
    "/initiatives/compare",
    "/initiatives/<slug>/history",
    "/initiatives/<slug>/join",
    "/initiatives/<slug>/join/thanks",
    "/initiatives/<slug>/outputs",
    "/initiatives/<slug>/outputs/<int:year>",
    "/initiatives/<slug>/outputs/<int:year>.csv",
    "/initiatives/<slug>/outputs/<int:year>.json",
    "/initiatives/<slug>/publications",
    "/initiatives/<slug>/publications.atom",
    "/initiatives/<slug>/report",
    "/initiatives/<slug>/report/thanks",
    "/joining/<token>",
    "/joining/<token>/answer",
    "/joining/<token>/discard",
    "/joining/<token>/withdraw",
    "/letter",
    "/letter/<code>",  # asks for the code on a paper, and slows down who guesses
    "/materials/<key>",  # asks itself, at each download
    "/offers/<token>",
    "/offers/<token>/more-time",
    "/publications",
    "/publications.atom",
    "/publications/<int(max=2147483647):publication_id>",
    "/publications/<int(max=2147483647):publication_id>/file",
    "/registrations/<token>",  # and the next ones: who has the letter is let in
    "/registrations/<token>/again",
    "/registrations/<token>/calendar.ics",
    "/registrations/<token>/cancel",
    "/registrations/<token>/runs",
    "/robots.txt",
    "/sign-in",
    "/sign-in/<token>",
    "/sign-in/link",
    "/sign-out",
    "/speak/<token>",
    "/speak/<token>/calendar.ics",
    "/speak/<token>/photo",
    "/speak/<token>/profile",
    "/speak/<token>/slides/<int(max=2147483647):session_id>",
    "/speak/<token>/times",
    "/speak/<token>/times/<int(max=2147483647):window_id>/remove",
    "/static/<path:filename>",
    "/style",
    "/subscribe",
}
# What everybody who is signed in may open: it shows her own things only.
OPEN_TO_THE_SIGNED_IN = {
    "/account",
    "/account/password",
    "/account/sign-out-everywhere",
    "/applications",
    "/events/<slug>/apply",
    "/events/<slug>/nominated",
    "/events/<slug>/which-time",
    "/events/months/",
    "/events/months/<month>",
    "/reviews",
    "/reviews/profile",
}
# What stands in addresses besides what belongs to the event: the same for each.
ALIKE: Mapping[str, object] = {
    "initiative": "icap",
    "key": "about",
    "part": "passages",
    "field": "website",
    "mark": "0123456789ab",
    "contact_id": 1,
    "note_id": 1,
    "action": "accept",
    "step": "cancel",
    "feed_id": 1,
    "material_id": 1,
    "series_id": 1,
    "list_id": 1,
    "table_part": "example",
    "outcome_id": 1,
    "where": "top",
    "code": "TG",
    "engagement_id": 1,
    "delegation_id": 1,
    "document_id": 1,
    "extension_id": 1,
    "delegate_id": 1,
    "quota_id": 1,
    "point_id": 1,
    "nomination_id": 1,
    "decision": "approve",
    "purpose": "invite",
    "import_id": 1,
    "given_as": "csv",
    "number": 1,
    "module_id": 1,
    "kind": "rooms",
    "many": "shift-day",
    "place_id": 1,
    "tag_id": 1,
    "step_id": 1,
    "letter_id": 1,
    "filter_id": 1,
    "entry_id": 1,
    "intake_id": 1,
    "other": "AAAA-AAAA-AAAA",
    "section": "about",
    "question": "full_name",
    "when": "shown",
    "tag": "fr",
    "packed_as": "yaml",
    "stage": "application",
    "choice": "offer",
    "language": "en",
    "release_id": 1,
    "request_id": 1,
    "substitute_id": 1,
    "criterion_id": 1,
    "round": "reading",
    "way": "up",
    "review_id": 1,
    "conflict_id": 1,
    "limit_id": 1,
    "shape": "each",
    "way_number": 1,
    "reminder": "thanks",
    "planned_id": 1,
}


@dataclass(frozen=True)
class Private:
    """An address that is somebody's own, filled in with things of an ICAP event."""

    rule: Rule
    method: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@pytest.fixture
def private(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> list[Private]:
    """Each address that not everybody may open, for a draft and for a published event."""
    course = new_course(session, clock.now)
    with app.test_request_context():
        application = submitted(session, cast.accepted, course, clock.now)
    sitting = _sitting(course, clock)
    draft = _draft_of(course, clock)
    session.add_all([sitting, draft])
    session.commit()
    found = []
    for event in (course, draft):
        values = {
            **ALIKE,
            "slug": event.slug,
            "reference": application.reference,
            "session_id": sitting.id,
            "message_id": session.scalar(select(func.max(Message.id))),
            "person_id": cast.accepted.id,
            "role_id": cast.icap_organiser.roles[0].id,
            "event_id": course.id,
            "form_id": _form_of(session, event).id,
        }
        found += list(_private_addresses(app, values))
    return found


def _form_of(session: Session, event: Event) -> Form:
    found = session.scalars(select(Form).where(Form.event_id == event.id)).one_or_none()
    if found is None:
        found = Form(
            initiative_id=event.initiative_id,
            event=event,
            stage=Stage.APPLICATION,
            document=to_plain(shipped_form(OFFICIALS)),
            created_at=event.created_at,
            changed_at=event.created_at,
        )
        session.add(found)
        session.commit()
    return found


def _sitting(course: Event, clock: FixedClock) -> EventSession:
    start = clock.now.replace(tzinfo=None)
    return EventSession(
        event_id=course.id,
        calendar_uid=calendar_uid(),
        title="Secret session",
        zone="Europe/Rome",
        starts_local=start,
        ends_local=start.replace(hour=23),
        starts_at=clock.now,
        ends_at=clock.now.replace(hour=22),
        created_at=clock.now,
        changed_at=clock.now,
    )


def _draft_of(course: Event, clock: FixedClock) -> Event:
    return Event(
        slug="secret-draft",
        title="Secret draft",
        initiative_id=course.initiative_id,
        kind=course.kind,
        status=EventStatus.DRAFT,
        starts_on=course.starts_on,
        ends_on=course.ends_on,
        calendar_uid=calendar_uid(),
        created_at=clock.now,
        changed_at=clock.now,
    )


def _private_addresses(app: Flask, values: dict[str, object]) -> Iterator[Private]:
    addresses = app.url_map.bind("courseapp.test")
    for rule in app.url_map.iter_rules():
        declared = rule_of(app.view_functions[rule.endpoint])
        assert declared is not None, f"{rule} says not who may open it"
        if declared in {everyone, signed_in} or declared.name == "developer's machine":
            continue
        arguments = {name: values[name] for name in rule.arguments}
        path = addresses.build(rule.endpoint, arguments)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            yield Private(rule, method, path)


def answer(browser: CheckingClient, address: Private, token: str) -> int:
    """Return the status; the page that says no is the same for all, and looked at elsewhere."""
    sent = {"csrf_token": token} if address.method == "POST" else None
    return FlaskClient.open(browser, address.path, method=address.method, data=sent).status_code


def test_what_is_open_to_everyone_is_listed_here(app: Flask) -> None:
    rules = {str(r): rule_of(app.view_functions[r.endpoint]) for r in app.url_map.iter_rules()}
    opened = {path for path, rule in rules.items() if rule is everyone}
    assert opened <= OPEN_TO_EVERYONE
    own = {path for path, rule in rules.items() if rule is signed_in}
    assert {path for path in own if not path.startswith("/account/calendar")} <= (
        OPEN_TO_THE_SIGNED_IN
    )


@pytest.mark.parametrize("part", [Part.A6IP_ORGANISER, Part.REVIEWER])
def test_a_neighbour_gets_404_on_everything_that_is_not_hers(
    private: list[Private], cast: Cast, as_person: AsPerson, part: Part
) -> None:
    browser = as_person(cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    own = {"/manage"} if part is Part.A6IP_ORGANISER else set()
    wrong = {a.name for a in private if answer(browser, a, token) != 404 and a.path not in own}
    assert wrong == set()


def test_a_stranger_gets_404_or_is_asked_who_she_is(
    private: list[Private], client: CheckingClient
) -> None:
    token = client.visit("/sign-in").form("/sign-in").fill({}, None).fields[0][1]
    wrong = set()
    for address in private:
        status = answer(client, address, str(token))
        asked = status == 303 and (
            address.path == "/manage"
            or address.path.startswith("/applications/")
            or address.path.endswith("/take-part")
        )
        if status != 404 and not asked:
            wrong.add(f"{status} {address.name}")
    assert wrong == set()


def test_a_lapsed_organiser_is_asked_to_sign_in_again(
    private: list[Private], cast: Cast, as_person: AsPerson, clock: FixedClock
) -> None:
    browser = as_person(cast.icap_organiser)
    clock.advance(days=15)
    for address in private:
        if address.method == "GET":
            response = browser.get(address.path)
            assert response.status_code == 303, address.name
            assert response.location.startswith("/sign-in?next="), address.name


@pytest.mark.parametrize(
    "path",
    ["/events/secret-draft", "/events/secret-draft/apply", "/calendars/events/secret-draft.ics"],
)
def test_a_draft_is_nowhere_to_be_seen(
    private: list[Private], cast: Cast, as_person: AsPerson, client: CheckingClient, path: str
) -> None:
    assert client.get(path).status_code == 404
    assert as_person(cast.a6ip_organiser).get(path).status_code == 404
    for page in ("/", "/events", "/initiatives/icap", "/calendars/all.ics"):
        assert "Secret draft" not in client.get(page).get_data(as_text=True), page
