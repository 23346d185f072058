"""An official who applies in a browser: her answers to the form for officials, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from playwright.sync_api import Page, expect
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.scenarios.cast import create_cast
from tests.applications.story import SLUG, new_course, new_draft
from tests.browser.walking import Walker
from tests.endorsements.story import publish_officials_form
from tests.support.live_server import LiveServer
from tests.support.uploads import pdf

GO_ON = "Save and go on"
STAY = "Save and add another"
PAPER = pdf("my way so far")


@dataclass(frozen=True)
class Step:
    """A page of the form: what she types at first, and what she types into what it asks then."""

    key: str
    typed: Mapping[str, str]
    then: Mapping[str, str] = field(default_factory=dict)
    button: str = GO_ON


STEPS = (
    Step(
        "about",
        {
            "full_name": "ʻAna Seini Tuʻipulotu",
            "gender": "own",
            "birth_year": "1988",
            "nationality-1": "TO",
            "nationality-2": "NZ",
            "phone": "+676 23-456",
            "languages-1": "to",
            "languages-1-level": "native",
            "languages-2": "en",
            "languages-2-level": "C1",
        },
        {"gender_own": "Leitī", "nationality-3": "FJ"},
    ),
    Step(
        "work",
        {
            "work_country": "TO",
            "position": "Policy officer",
            "responsibilities": "Our inventory\nand our market.",
            "experience_years": "7",
            "previous_positions-1-position": "Clerk",
            "previous_positions-1-since": "2011",
        },
        {"previous_positions-2-position": "Inspector", "previous_positions-2-until": "2019"},
        STAY,
    ),
    Step(
        "organisation",
        {"organisation": "Ministry of Energy", "organisation_type": "other", "seat_country": "TO"},
        {"organisation_type_own": "A palace office"},
    ),
    Step(
        "experience",
        {
            "education": "master",
            "knowledge": "2",
            "experience": "Two inventories. 🌊",
            "earlier_courses": "yes",
        },
        {"courses_taken-1-course": "Carbon markets", "courses_taken-1-year": "2024"},
    ),
    Step(
        "modules",
        {"motivation": "We plan a market.", "problem": "Nobody reports.", "use_after": "A law."},
    ),
    Step(
        "support",
        {"funding_need": "part", "endorsement_way": "link", "supervisor_name": "Sione"},
        {"employer_pays": "visa", "supervisor_email": "sione@example.org"},
    ),
    Step("documents", {"consent": "2026-11"}),
)

# The same answers as they are kept.
KEPT: Mapping[str, str] = {
    **{
        name: text
        for step in STEPS
        for name, text in {**step.typed, **step.then}.items()
        if "-" not in name
    },
    "nationality": "TO\nNZ\nFJ",
    "languages": "to native\nen C1",
    "previous_positions": "Clerk\t\t2011\nInspector\t\t\t2019",
    "courses_taken": "Carbon markets\t\t2024",
}


class Sent(NamedTuple):
    """What came of it on the server."""

    answers: Mapping[str, str]
    files: list[str]


class Applicant(Walker):
    """She fills in the form for officials."""

    def __init__(self, window: Page, server: LiveServer, email: str) -> None:
        super().__init__(window)
        self.server, self.email = server, email

    def answer(self, typed: Mapping[str, str]) -> None:
        """Answer by the names of the controls; of boxes and circles take the one of that value."""
        for name, text in typed.items():
            control = self.page.locator(f'main [name="{name}"]')
            if control.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f'main [name="{name}"][value="{text}"]').check()
            else:
                self.fill(**{name: text})

    def open_step(self, key: str) -> None:
        """Open a page of her draft."""
        self.open(f"{self.address}/steps/{key}")

    def ask_more(self, step: Step) -> None:
        """Answer the page that is open, and what it asks then."""
        self.answer(step.typed)
        if step.then:
            self.page.get_by_role("button", name=step.button, exact=True).first.click()
            self.page.locator(f'main [name="{next(iter(step.then))}"]').first.wait_for()
            self.look()
            self.answer(step.then)

    def saved(self, texts: Mapping[str, str]) -> None:
        """Wait until the page says that it is saved and the server holds these answers."""
        expect(self.page.locator(".saved")).to_contain_text("Saved ")
        for _ in range(50):
            if self.typed == {**self.typed, **texts}:
                return
            self.page.wait_for_timeout(100)
        assert self.typed == {**self.typed, **texts}

    @property
    def address(self) -> str:
        """The address of her application."""
        with self.server.session() as session:
            return f"/applications/{session.scalars(select(Application.reference)).one()}"

    @property
    def typed(self) -> Mapping[str, str]:
        """What the server holds of her draft, without what is empty."""
        with self.server.session() as session:
            typed = session.scalars(select(Application)).one().typed or {}
            return {name: text for name, text in typed.items() if text}

    @property
    def sent(self) -> Sent:
        """What she sent."""
        with self.server.session() as session:
            answers = session.scalars(select(Application)).one().answers or {}
            files = session.scalars(select(ApplicationDocument)).all()
            return Sent(
                {name: text for name, text in answers.items() if text},
                [each.file.name for each in files],
            )


def open_course(server: LiveServer) -> str:
    """Publish a course with the form for officials; return the address of who will apply."""
    now = server.clock.now
    with server.session() as session:
        newcomer = create_cast(session, now).newcomer
        publish_officials_form(session, new_course(session, now), now)
        return newcomer.email


def with_a_draft(window: Page, server: LiveServer) -> Applicant:
    """Return somebody with an empty draft, signed in in the window."""
    email = open_course(server)
    with server.session() as session:
        event = session.scalars(select(Event).filter_by(slug=SLUG)).one()
        person = session.scalars(select(Person).filter_by(email=email)).one()
        new_draft(session, person, event, server.clock.now)
    server.sign_in(window, email)
    return Applicant(window, server, email)
