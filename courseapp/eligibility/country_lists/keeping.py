"""Lists that organisers keep: begun empty or as a copy, changed with dates, never overwritten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.countries.lists.dated import CountryList, Entry
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import country_name, folded
from courseapp.eligibility.composed.words import told_day
from courseapp.eligibility.country_lists.documents import (
    MOST_ENTRIES,
    ListDocument,
    from_plain,
    to_plain,
)
from courseapp.eligibility.country_lists.gathering import read_list
from courseapp.eligibility.models import OwnList, OwnListVersion
from courseapp.events.facts.changing import SYSTEM
from courseapp.initiatives.models import Initiative

CHANGED = (
    "Somebody else changed this list after you had opened it. What you typed is not saved yet. "
    "Compare, then save again."
)
Change = Callable[[ListDocument], ListDocument]


@dataclass(frozen=True)
class ListPlan:
    """What an organiser enters of a list besides its countries."""

    name: str
    about: str = ""
    source: str = ""


@dataclass(frozen=True)
class KeptList:
    """A list with its newest version."""

    row: OwnList
    document: ListDocument
    listed: CountryList


def kept_lists(session: Session, initiative: Initiative) -> Sequence[KeptList]:
    """Return all lists that the initiative's organisers keep, by name. One statement."""
    newest = OwnListVersion.number == OwnList.number
    rows = session.execute(
        select(OwnList, OwnListVersion)
        .join(OwnListVersion, (OwnListVersion.list_id == OwnList.id) & newest)
        .where(OwnList.initiative_id == initiative.id)
        .order_by(OwnList.is_retired, OwnList.folded_name)
    )
    return [_kept(row, version, initiative) for row, version in rows]


def find_list(session: Session, initiative: Initiative, list_id: int) -> KeptList:
    """Return a list of the initiative. Raises NotFound for that of another. Two statements."""
    wanted = select(OwnList).where(OwnList.id == list_id, OwnList.initiative_id == initiative.id)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound
    return _kept(row, _newest(session, row), initiative)


def versions_of(session: Session, kept: KeptList) -> Sequence[OwnListVersion]:
    """Return every version of a list, the newest first. One statement."""
    wanted = select(OwnListVersion).where(OwnListVersion.list_id == kept.row.id)
    return session.scalars(wanted.order_by(OwnListVersion.number.desc())).all()


def begin_list(
    session: Session,
    actor: Person | None,
    now: datetime,
    initiative: Initiative,
    plan: ListPlan,
    copied: str = "",
) -> OwnList:
    """Return a new list, empty or with what a shipped list says. Raises Problem with the field."""
    lock(session, Initiative, initiative.id)  # two new lists never take the same name
    _refuse_a_twin(session, initiative, plan.name)
    document = replace(_copy(copied), about=plan.about)
    if plan.source:
        document = replace(document, source=plan.source)
    names = (plan.name, folded(plan.name) or plan.name.lower())
    row = OwnList(initiative_id=initiative.id, name=names[0], folded_name=names[1], number=1)
    row.created_at = row.changed_at = now
    session.add(row)
    session.flush()
    told = f"Began the list “{plan.name}”."
    if document.copied_from:
        told = f"Began the list “{plan.name}” as a copy: {document.copied_from}."
    _save(session, actor, now, row, document, told)
    return row


def change_list(
    session: Session,
    actor: Person | None,
    now: datetime,
    kept: KeptList,
    plan: ListPlan,
    seen: int,
) -> None:
    """Give a list another name, text or source. Raises Problem where it was changed meanwhile."""
    row = _hold(session, kept, seen)
    _refuse_a_twin(session, row.initiative, plan.name, row.id)
    row.name, row.folded_name = plan.name, folded(plan.name) or plan.name.lower()
    document = replace(kept.document, about=plan.about, source=plan.source)
    _next(session, actor, now, row, document, f"Changed name, text or source of “{plan.name}”.")


def change_entries(
    session: Session,
    actor: Person | None,
    now: datetime,
    kept: KeptList,
    change: Change,
    seen: int,
    told: str,
) -> None:
    """Change who is on a list and when. Raises Problem with what cannot be."""
    row = _hold(session, kept, seen)
    document = change(kept.document)
    if len(document.entries) > MOST_ENTRIES:
        raise Problem(f"A list has {MOST_ENTRIES} lines at most.", "names")
    listed = replace(kept.listed, entries=document.entries)
    if fault := next(listed.faults(), ""):
        raise Problem(fault, "names")
    _next(session, actor, now, row, document, told)


def retire_list(
    session: Session, actor: Person | None, now: datetime, kept: KeptList, *, retired: bool
) -> None:
    """Offer a list no more, or again; rules that look into it go on doing so."""
    row = lock(session, OwnList, kept.row.id)
    if row.is_retired == retired:
        return
    row.is_retired, row.changed_at = retired, now
    told = "is no longer offered" if retired else "is offered again"
    _log(session, actor, now, row, f"The list “{row.name}” {told}.")
    session.flush()


def without(entry: Entry) -> Change:
    """Return the change that takes one line out."""

    def change(document: ListDocument) -> ListDocument:
        if entry not in document.entries:
            raise Problem("This line is no longer on the list.")
        return replace(document, entries=tuple(e for e in document.entries if e != entry))

    return change


def with_more(entries: Sequence[Entry]) -> Change:
    """Return the change that adds lines."""
    return lambda document: replace(document, entries=(*document.entries, *entries))


def in_place_of(entry: Entry, other: Entry) -> Change:
    """Return the change that puts one line in the place of another."""
    return lambda document: with_more([other])(without(entry)(document))


def names_of(entries: Sequence[Entry], most: int = 5) -> str:
    """Return ``Ghana, Togo and 3 more`` for the history of a list."""
    names = [country_name(entry.code) for entry in entries]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _copy(key: str) -> ListDocument:
    if not key:
        return ListDocument()
    found = shipped_lists().get(key)
    if found is None:
        raise Problem("Choose a list that there is.", "copied")
    stated = f", stated on {told_day(found.stated_on)}" if found.stated_on else ""
    copied = f"{found.title}{stated} (contents {found.version.rpartition(' ')[2]})"
    return ListDocument(source=found.source, copied_from=copied, entries=found.entries)


def _kept(row: OwnList, version: OwnListVersion, initiative: Initiative) -> KeptList:
    return KeptList(row, from_plain(version.document), read_list(row, version, initiative))


def _newest(session: Session, row: OwnList) -> OwnListVersion:
    wanted = select(OwnListVersion).where(
        OwnListVersion.list_id == row.id, OwnListVersion.number == row.number
    )
    return session.scalars(wanted).one()


def _hold(session: Session, kept: KeptList, seen: int) -> OwnList:
    row = lock(session, OwnList, kept.row.id)
    if row.number != seen or kept.listed.version != f"version {seen}":
        raise Problem(CHANGED)
    return row


def _refuse_a_twin(
    session: Session, initiative: Initiative, name: str, own_id: int | None = None
) -> None:
    same = select(OwnList).where(
        OwnList.initiative_id == initiative.id,
        OwnList.folded_name == (folded(name) or name.lower()),
    )
    twin = session.scalars(same).one_or_none()
    if twin is not None and twin.id != own_id:
        raise Problem(f"There is a list “{twin.name}” already. Enter another name.", "name")


def _next(
    session: Session,
    actor: Person | None,
    now: datetime,
    row: OwnList,
    document: ListDocument,
    told: str,
) -> None:
    row.number += 1
    row.changed_at = now
    _save(session, actor, now, row, document, told)


def _save(
    session: Session,
    actor: Person | None,
    now: datetime,
    row: OwnList,
    document: ListDocument,
    told: str,
) -> None:
    session.add(
        OwnListVersion(
            list_id=row.id,
            number=row.number,
            document=to_plain(document),
            author=actor.display_name if actor else SYSTEM,
            note=told,
            saved_at=now,
        )
    )
    _log(session, actor, now, row, told)
    session.flush()


def _log(session: Session, actor: Person | None, now: datetime, row: OwnList, told: str) -> None:
    audit.record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb="keep list",
        subject=f"country-list/{row.id}",
        summary=told,
    )
