"""A file between its dry run and the one press that makes applications of its rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import with_modules
from courseapp.applications.models import Application
from courseapp.applications.rules import Cause
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version, shown_form
from courseapp.forms.models import FormVersion
from courseapp.intake.coming_in import ApplicationImport
from courseapp.intake.entering.beginning import refuse_event
from courseapp.intake.entering.bringing_in import Brought, tell_of_entry
from courseapp.intake.importing.checking import CheckedRow, DryRun, Verdict, check_table
from courseapp.intake.importing.many import bring_in_many
from courseapp.intake.importing.opening import open_table
from courseapp.intake.models import Tagging
from courseapp.intake.tagging.naming import find_or_make_tag

LONGEST_FILE_NAME = 120
AT_ONCE = 500  # addresses in one statement, and applications


def keep_file(
    session: Session, actor: Person, now: datetime, event: Event, name: str, source: str,
    content: bytes,
) -> ApplicationImport:  # fmt: skip
    """Keep a file for its dry run, in place of the one that the same person left before.

    Nothing of it is an application yet. Raises Problem for a file that is no such table.
    """
    refuse_event(event)
    open_table(content)
    left = (ApplicationImport.event_id == event.id, ApplicationImport.author_id == actor.id)
    session.execute(delete(ApplicationImport).where(*left, ApplicationImport.taken_at.is_(None)))
    kept = ApplicationImport(
        event_id=event.id,
        author_id=actor.id,
        file_name=name[:LONGEST_FILE_NAME],
        source=source,
        content=content,
        created_at=now,
    )
    session.add(kept)
    session.flush()
    return kept


def import_of(session: Session, event: Event, import_id: int) -> ApplicationImport:
    """Return an import of the event. Raises NotFound."""
    found = session.scalars(
        select(ApplicationImport).where(
            ApplicationImport.id == import_id, ApplicationImport.event_id == event.id
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def dry_run(session: Session, now: datetime, event: Event, kept: ApplicationImport) -> DryRun:
    """Return what the rows would become now. Nothing is stored."""
    if kept.content is None:
        raise NotFound
    document = with_modules(shown_form(session, event), event)
    return check_table(open_table(kept.content), document, _there(session, event), now)


def drop_file(session: Session, kept: ApplicationImport) -> None:
    """Throw a file away that was not imported."""
    if kept.taken_at is None:
        session.delete(kept)
        session.flush()


def take_file(
    session: Session, actor: Person, now: datetime, event: Event, kept: ApplicationImport,
    *, write_to_them: bool = False,
) -> int:  # fmt: skip
    """Make an application of each row that is new, all or none; return how many.

    Taken once it is taken: the same press again changes nothing. Raises Problem where no row is
    new any more.
    """
    lock(session, Event, event.id)
    lock(session, ApplicationImport, kept.id)
    if kept.taken_at is not None:
        return kept.number
    refuse_event(event)
    rows = dry_run(session, now, event, kept).of(Verdict.NEW)
    if not rows:
        raise Problem("No row is new. There is nothing to import.")
    made = _bring_in_all(session, actor, now, event, kept, rows)
    _tag_all(session, actor, now, event, dict(zip(made, rows, strict=True)))
    if write_to_them:
        for application in made:
            tell_of_entry(session, now, application)
    kept.content, kept.taken_at, kept.number = None, now, len(made)
    _log(session, actor, now, event, kept)
    return len(made)


def _there(session: Session, event: Event) -> frozenset[str]:
    applied = select(Person.email).join(Application, Application.person_id == Person.id)
    return frozenset(session.scalars(applied.where(Application.event_id == event.id)))


def _bring_in_all(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    kept: ApplicationImport,
    rows: Sequence[CheckedRow],
) -> list[Application]:
    version = current_version(session, now, event)
    people = _people(session, now, rows)
    brought = [_brought(each, people[each.email], version, kept.source) for each in rows]
    parts = (brought[start : start + AT_ONCE] for start in range(0, len(brought), AT_ONCE))
    return [made for part in parts for made in bring_in_many(session, actor, now, event, part)]


def _brought(row: CheckedRow, person: Person, version: FormVersion, source: str) -> Brought:
    return Brought(
        person=person,
        answers=row.answers,
        version=version,
        cause=Cause.IMPORTED,
        source=source,
        language=row.language,
        sent_at=row.sent_at,
    )


def _people(session: Session, now: datetime, rows: Sequence[CheckedRow]) -> Mapping[str, Person]:
    """Return who has the addresses; new accounts prove nothing, and are nobody's until a sign-in.

    One statement for some hundred addresses.
    """
    found: dict[str, Person] = {}
    for start in range(0, len(rows), AT_ONCE):
        wanted = [each.email for each in rows[start : start + AT_ONCE]]
        there = session.scalars(select(Person).where(Person.email.in_(wanted)))
        found |= {each.email: each for each in there}
    for row in rows:
        if row.email not in found:
            found[row.email] = Person(email=row.email, full_name=row.name[:300], created_at=now)
            session.add(found[row.email])
    session.flush()
    return found


def _tag_all(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    made: Mapping[Application, CheckedRow],
) -> None:
    names = dict.fromkeys(name for row in made.values() for name in row.tags)
    tags = {name: find_or_make_tag(session, actor, now, event, name).id for name in names}
    pairs = {(each.id, tags[name]) for each, row in made.items() for name in row.tags}
    session.add_all(
        Tagging(application_id=application_id, tag_id=tag_id)
        for application_id, tag_id in sorted(pairs)
    )


def _log(
    session: Session, actor: Person, now: datetime, event: Event, kept: ApplicationImport
) -> None:
    number = "1 application" if kept.number == 1 else f"{kept.number} applications"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="import",
        subject=f"event/{event.id}",
        summary=f"Imported {number} from a file: {kept.source}",
    )
    session.flush()
