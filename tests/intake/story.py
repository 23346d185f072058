"""A course with an own form in two versions, who applied for it, and what must never show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.writing import keep_for_lists
from courseapp.core.ids import reference_number
from courseapp.events.models import Event
from courseapp.extensions import db
from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.intake.filters import Filters
from courseapp.intake.listing import references
from courseapp.intake.models import ApplicationTag
from courseapp.intake.rules import Change
from courseapp.intake.scope import Scope, scope_of
from courseapp.intake.tagging.bulk import change_tags
from courseapp.intake.tagging.naming import find_or_make_tag
from courseapp.scenarios.cast import Cast
from tests.applications.story import SLUG
from tests.support.clock import FixedClock
from tests.unit.intake.forms import FIRST, SECOND

LIST = f"/manage/events/{SLUG}/applications"
SECRET, ONCE_OPEN = "Zugenwahn", "Schonkost"  # a sensitive answer, and one that became so
PEOPLE: Sequence[Mapping[str, str]] = (
    {
        "full_name": "Amina Yusuf",
        "nationality": "KE\nUG",
        "work_country": "KE",
        "gender": "woman",
        "years": "12",
        "ready": "yes",
        "themes": "caps\nmrv",
        "level": "4",
        "languages": "en C1\nsw native",
        "plan": "=1+1, a plan\nfor Kenya",
        "diet": ONCE_OPEN,
        "health": SECRET,
    },
    {
        "full_name": "Иван Петров",
        "nationality": "KZ",
        "work_country": "KZ",
        "gender": "man",
        "years": "٣",
        "ready": "no",
        "themes": "mrv",
        "level": "2",
        "languages": "ru native\nen",
    },
    {
        "full_name": "王小明",
        "nationality": "CN",
        "work_country": "CN",
        "gender": "other",
        "years": "1 000",
        "themes": "tax",
        "plan": "@SUM(A1)",
    },
    {"full_name": "José Núñez", "nationality": "CL", "work_country": "CL", "gender": "woman"},
)


@dataclass(frozen=True)
class Desk:
    """The course with its applications in the order of sending, and who works on them."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    course: Event
    applications: Sequence[Application]

    @property
    def organiser(self) -> Person:
        return self.cast.icap_organiser

    def scope(self) -> Scope:
        with self.app.app_context():
            return scope_of(self.session, self.course)

    def found(self, query: str) -> list[str]:
        """Return the names of those whom the filters of an address show."""
        order = references(self.session, self.scope(), Filters.of_query(query))
        names = {each.reference: each.full_name for each in self.applications}
        return [names[each] for each in order]

    def tag(self, name: str, *applications: Application) -> ApplicationTag:
        """Let the organiser tag applications."""
        at = self.clock.now
        found = find_or_make_tag(self.session, self.organiser, at, self.course, name)
        chosen = [each.reference for each in applications]
        change_tags(self.session, self.organiser, at, found, Change.ADD, chosen)
        self.session.commit()
        return found


def with_versions(
    session: Session, course: Event, now: datetime, *documents: FormDocument
) -> list[FormVersion]:
    """Publish these versions of the course's form."""
    plain = [to_plain(document) for document in documents]
    form = Form(
        initiative_id=course.initiative_id,
        event=course,
        stage=Stage.APPLICATION,
        document=plain[-1],
        created_at=now,
        changed_at=now,
    )
    versions = [
        FormVersion(form=form, number=number, document=document, published_at=now)
        for number, document in enumerate(plain, 1)
    ]
    session.add_all([form, *versions])
    session.flush()
    return versions


def sent(
    session: Session,
    course: Event,
    version: FormVersion,
    at: datetime,
    answers: Mapping[str, str],
    number: int,
    status: Status = Status.SUBMITTED,
) -> Application:
    """Return an application with these answers, kept for lists as the product keeps it."""
    person = Person(
        email=f"p{number}@example.org",
        full_name=answers["full_name"],
        email_verified_at=at,
        created_at=at,
    )
    application = Application(
        reference=reference_number(),
        event=course,
        person=person,
        form_version=version,
        answers=dict(answers),
        status=status,
        status_since=at,
        created_at=at,
        saved_at=at,
        submitted_at=None if status is Status.DRAFT else at,
    )
    keep_for_lists(application, version.shown, answers)
    session.add(application)
    return application


def everybody(
    session: Session, course: Event, now: datetime, first_number: int = 0
) -> list[Application]:
    """Let all apply, an hour apart, the last one on the second version of the form."""
    first, second = with_versions(session, course, now, FIRST, SECOND)
    return [
        sent(
            session,
            course,
            first if number < len(PEOPLE) - 1 else second,
            now + timedelta(hours=number),
            answers,
            first_number + number,
        )
        for number, answers in enumerate(PEOPLE)
    ]


def statements(app: Flask, work: Callable[[], object]) -> int:
    """Return how many statements the work took."""
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            counted.append(statement)

    with app.app_context():
        engine: Engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len(counted)
