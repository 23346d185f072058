"""A report beside the record: what it says now, what it said then, and what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.corrections.deciding import correction_of
from courseapp.corrections.models import Report
from courseapp.corrections.places import subject_at
from courseapp.corrections.proposals import Correction, in_words
from courseapp.corrections.queries import by_place
from courseapp.corrections.rules import BY_MACHINE, Wish
from courseapp.corrections.telling import Present, present
from courseapp.initiatives.document.merging import FACTS, HEADS, Place, pieces
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import record_of
from courseapp.initiatives.saving import version_of
from courseapp.initiatives.word_marks import Mark, Piece, marked

LONGEST_GLANCE = 160
SHORT = 60  # both texts are taken in at once
GONE = "This is no longer there."
BEFORE_CHANGE = 40  # letters shown before the first one that differs


@dataclass(frozen=True)
class Beside:
    """A report with what it proposes in words."""

    report: Report
    correction: Correction
    proposed: str

    glance: str  # the proposal in a line, for lists

    @property
    def source(self) -> str:
        """What it names as its source, in a line."""
        return short(self.report.source_title or self.report.source_address)


@dataclass(frozen=True)
class ListedPlace:
    """One place of the record with the reports about it."""

    place: Place
    title: str
    now: str  # empty where the title says it all
    reports: tuple[Beside, ...]


@dataclass(frozen=True)
class Compared:
    """All that an editor needs to decide. `now` is None where the thing left the record.

    `version` is what `now` was read from, `then` what the writer of the report read, if that
    differs. `agreeing` are other open reports that want the same, `differing` those that do not.
    """

    beside: Beside
    version: int
    now: Present | None
    then: Present | None
    has_changed: bool
    agreeing: tuple[Beside, ...]
    differing: tuple[Beside, ...]

    @property
    def marks(self) -> tuple[Piece, ...]:
        """Both texts in one, word by word; none where they are short or only tell what to do."""
        if self.now is None or self.beside.report.wish is not Wish.SAY:
            return ()
        both = (self.now.current.words, self.beside.proposed)
        return marked(*both) if max(map(len, both)) > SHORT else ()

    @property
    def before(self) -> tuple[Piece, ...]:
        """The present text, with what would go marked."""
        return tuple(piece for piece in self.marks if piece.mark is not Mark.INSERTED)

    @property
    def after(self) -> tuple[Piece, ...]:
        """The proposed text, with what would come marked."""
        return tuple(piece for piece in self.marks if piece.mark is not Mark.DELETED)

    @property
    def by_machine(self) -> bool:
        """Whether one press brings it into the record."""
        return self.beside.report.wish in BY_MACHINE and self.now is not None


def compare(
    session: Session, initiative: Initiative, report: Report, others: Sequence[Report]
) -> Compared:
    """Return a report beside the record. At most two statements."""
    held = record_of(session, initiative)
    base = held.record
    if report.base_number != held.version.number:
        version = version_of(session, initiative.id, report.base_number)
        base = from_plain(version.document)
    now = present(held.record, report.place)
    words = now.current.words if now else ""
    mine, *rest = (_beside(each, words) for each in (report, *others))
    return Compared(
        beside=mine,
        version=held.version.number,
        now=now,
        then=present(base, report.place),
        has_changed=_piece(base, report.place) != _piece(held.record, report.place),
        agreeing=tuple(each for each in rest if each.correction.agrees_with(mine.correction)),
        differing=tuple(each for each in rest if not each.correction.agrees_with(mine.correction)),
    )


def listed(record: Record, reports: Sequence[Report]) -> Sequence[ListedPlace]:
    """Return a page of reports by place, each place with what the record says there now."""
    return [_listed(record, own) for own in by_place(reports)]


def _listed(record: Record, own: Sequence[Report]) -> ListedPlace:
    place = own[0].place
    said, subject = present(record, place), subject_at(record, place)
    words = said.current.words if said else GONE
    tells = said is None or place.part in {FACTS, HEADS}
    return ListedPlace(
        place=place,
        title=subject.title if subject else own[0].title,
        now=short(words) if tells else "",
        reports=tuple(_beside(each, words) for each in own),
    )


def _beside(report: Report, now: str) -> Beside:
    correction = correction_of(report)
    proposed = in_words(correction)
    changed = proposed if report.wish is not Wish.SAY else _from_first_change(now, proposed)
    return Beside(report, correction, proposed, short(changed or report.comment))


def _piece(record: Record, place: Place) -> object:
    return pieces(record).get(place)


def _from_first_change(now: str, proposed: str) -> str:
    """Of a long text that was changed far from its beginning, return what follows from there."""
    pairs = enumerate(zip(now, proposed, strict=False))
    same = next((number for number, (old, new) in pairs if old != new), 0)
    return f"…{proposed[same - BEFORE_CHANGE :]}" if same > LONGEST_GLANCE / 2 else proposed


def short(text: str) -> str:
    """Return a text as one line, cut where it is long."""
    line = " · ".join(filter(None, text.splitlines()))
    return line if len(line) <= LONGEST_GLANCE else f"{line[: LONGEST_GLANCE - 1]}…"
