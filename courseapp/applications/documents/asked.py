"""What is asked for by file: what has come, what may still be added, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.asked import form_asked
from courseapp.applications.deadlines import deadline_of
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import named, rows_of
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.writing import open_questions
from courseapp.core.errors import NotFound
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.due import read_due
from courseapp.events.rules import EventStatus
from courseapp.forms.document.asking import is_needed, shown
from courseapp.forms.document.record import Kind, Question, Section, Visibility
from courseapp.forms.filling.keeping import texts_of

MOST_FILES = 5  # where the question does not say
# Who has sent her application may let a document follow, unless it is over.
STILL_COUNTS = frozenset(
    {Status.SUBMITTED, Status.NEEDS_INFORMATION, Status.OFFERED}
    | {Status.WAITING, Status.CONFIRMED}
)


@dataclass(frozen=True)
class Asked:
    """A question for files: `due` is until when they may follow, None where with all the rest.

    `may_add` says whether something may come now; `counts_at_once` that it then needs no sending.
    """

    question: Question
    section: Section
    label: str
    help: str
    documents: Sequence[ApplicationDocument]
    is_needed: bool
    due: Closing | None
    may_add: bool
    counts_at_once: bool

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def most(self) -> int:
        """How many files may answer the question."""
        return self.question.most or MOST_FILES

    @property
    def room(self) -> int:
        """How many more may be added."""
        return max(0, self.most - len(self.documents))

    @property
    def is_sensitive(self) -> bool:
        return self.question.visibility is Visibility.SENSITIVE

    def is_late(self, now: datetime) -> bool:
        """Return whether it was to follow, and did not while there was time."""
        return self.due is not None and not self.documents and now > self.due.last_moment


def asked_documents(
    session: Session, application: Application, now: datetime, language: str = ""
) -> tuple[Asked, ...]:
    """Return each question for files, in the order of the form. At most two statements."""
    texts = texts_of(application)
    return _asked(session, application, texts, now, language or application.language)


def asked_as_sent(
    session: Session, application: Application, now: datetime, language: str = ""
) -> tuple[Asked, ...]:
    """Return the same of what was sent last, as organisers see it."""
    return _asked(session, application, application.answers, now, language)


def asked_document(
    session: Session, application: Application, key: str, now: datetime, language: str = ""
) -> Asked:
    """Return one question for files. Raises NotFound where the form asks no such thing."""
    found = asked_documents(session, application, now, language)
    asked = next((each for each in found if each.key == key), None)
    if asked is None:
        raise NotFound
    return asked


def to_follow(
    session: Session, application: Application, now: datetime, language: str = ""
) -> tuple[Asked, ...]:
    """Return what may follow after the application was sent, and what of it has come."""
    if application.status not in STILL_COUNTS:
        return ()
    found = asked_documents(session, application, now, language)
    return tuple(each for each in found if each.due is not None)


def _asked(
    session: Session,
    application: Application,
    texts: Mapping[str, str],
    now: datetime,
    language: str,
) -> tuple[Asked, ...]:
    form = shown(form_asked(application), texts)
    asked = [(each, q) for each in form.sections for q in each.questions if q.kind is Kind.FILE]
    if not asked:
        return ()
    rows, deadline = rows_of(session, application), _deadline(application, asked)
    is_open = open_questions(application, form, now)
    return tuple(
        Asked(
            question=question,
            section=section,
            label=form.said(question.label, language),
            help=form.said(question.help, language),
            documents=named(rows, texts, question.key),
            is_needed=is_needed(question, texts, sending=True),
            due=(due := _due(application, question, deadline)),
            may_add=question.key in is_open or _may_follow(application, due, now),
            counts_at_once=_counts_at_once(application, question, is_open, due, now),
        )
        for section, question in asked
    )


def _deadline(
    application: Application, asked: Sequence[tuple[Section, Question]]
) -> Closing | None:
    """Return her deadline; it is not looked up where nothing may follow."""
    own = deadline_of(application) if any(each.due for _, each in asked) else None
    return own.closing if own else None


def _due(application: Application, question: Question, deadline: Closing | None) -> Closing | None:
    """Return until when a document may follow; the grace of the deadline goes with it."""
    due = read_due(question.due)
    if due is None or deadline is None:
        return None
    zone = application.event.zone or deadline.zone
    return Closing(due.instant(deadline.at, deadline.zone, zone), deadline.zone, deadline.grace)


def _may_follow(application: Application, due: Closing | None, now: datetime) -> bool:
    return (
        due is not None
        and application.status in STILL_COUNTS
        and application.event.status is not EventStatus.CANCELLED
        and now <= due.last_moment
    )


def _counts_at_once(
    application: Application,
    question: Question,
    is_open: frozenset[str],
    due: Closing | None,
    now: datetime,
) -> bool:
    """What an organiser asked for goes with her reply; what follows by itself counts by itself."""
    is_asked_for = application.status is Status.NEEDS_INFORMATION and question.key in is_open
    return not is_asked_for and _may_follow(application, due, now)
