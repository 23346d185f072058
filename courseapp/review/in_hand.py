"""The application that a reviewer has in hand: found by way of `seeing`, or not there at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import FOR_REVIEWERS, Answered
from courseapp.applications.documents.organising import sent_document
from courseapp.applications.documents.queries import named, rows_of
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import Kind
from courseapp.review import reading
from courseapp.review.models import Assignment, Criterion, Review
from courseapp.review.phases import ALLOWED, Doing
from courseapp.review.reading import Heading, Look
from courseapp.review.redacting import copies_of, copy_of
from courseapp.review.rounds import hidden_traits, phase_of, round_of
from courseapp.review.rubrics import criteria_of
from courseapp.review.rules import Phase, ReviewStatus, Round


@dataclass(frozen=True)
class Shown:
    """A file that she may open: the number of its document, and what it is called for her."""

    id: int
    name: str


Files = Mapping[str, Sequence[Shown]]  # by the question that they answer


@dataclass
class Hand:
    """One application as its reviewer reads it, and what she wrote so far."""

    look: Look
    assignment: Assignment
    review: Review | None
    criteria: Sequence[Criterion]
    answers: Sequence[Answered]
    files: Files
    phase: Phase

    @property
    def application(self) -> Application:
        return self.assignment.application

    @property
    def heading(self) -> Heading:
        return reading.heading_of(self.application.reference, self.answers)

    @property
    def list_address(self) -> str:
        return f"/reviews/{self.look.event.slug}/{self.look.round}"

    @property
    def address(self) -> str:
        return f"{self.list_address}/{self.application.reference}"

    @property
    def written(self) -> Review:
        """What she wrote. Raises NotFound where she has not begun."""
        if self.review is None:
            raise NotFound
        return self.review

    @property
    def may_write(self) -> bool:
        """Whether the form is open: the phase allows it, and it is not submitted."""
        done = self.review is not None and self.review.status is ReviewStatus.SUBMITTED
        return Doing.WRITE in ALLOWED[self.phase] and not done

    @property
    def may_reopen(self) -> bool:
        done = self.review is not None and self.review.status is ReviewStatus.SUBMITTED
        return Doing.WRITE in ALLOWED[self.phase] and done

    def file(self, session: Session, number: int) -> StoredFile:
        """Return what she may open of a document: with any trait hidden, its redacted copy.

        Raises NotFound where there is none.
        """
        if self.look.hidden:
            return copy_of(session, self.application, number).file
        return sent_document(session, self.application, number, FOR_REVIEWERS).file


def look_at(session: Session, person: Person, slug: str, which: Round, now: datetime) -> Look:
    """Return the round of an event for a reviewer who has something to read in it.

    Raises NotFound where nothing is hers, and before reviewing begins: until then assignments
    may still change.
    """
    event = reading.own_event(session, person, slug)
    look = Look(event, which, hidden_traits(session, event.id))
    phase = phase_of(round_of(session, event.id, which), now)
    if Doing.READ not in ALLOWED[phase] or not reading.has_something(session, person, look):
        raise NotFound
    return look


def in_hand(
    session: Session, person: Person, slug: str, which: Round, reference: str, now: datetime
) -> Hand:
    """Return what the reviewer has in hand. Raises NotFound for what is not hers to see."""
    look = look_at(session, person, slug, which, now)
    assignment = reading.assignment_of(session, person, look.event, which, reference)
    answers = reading.answers_for_reviewers(assignment.application, look.hidden, now)
    return Hand(
        look=look,
        assignment=assignment,
        review=reading.review_of(session, assignment),
        criteria=criteria_of(session, look.event.id, which),
        answers=answers,
        files=_files(session, assignment.application, answers, is_hidden=bool(look.hidden)),
        phase=phase_of(round_of(session, look.event.id, which), now),
    )


def _files(
    session: Session, application: Application, answers: Sequence[Answered], *, is_hidden: bool
) -> Files:
    asked = [each.name for each in answers if each.kind is Kind.FILE]
    rows = rows_of(session, application) if asked else {}
    sent = {key: named(rows, application.answers, key) for key in asked}
    if not is_hidden:
        return {
            key: [Shown(each.id, each.file.name) for each in rows] for key, rows in sent.items()
        }
    copies = copies_of(session, [each.id for rows in sent.values() for each in rows])
    return {
        key: [Shown(each.id, copies[each.id].file.name) for each in rows if each.id in copies]
        for key, rows in sent.items()
    }
