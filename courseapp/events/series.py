"""Series of events: their titles, their events, and the activity of the record they belong to.

An activity is named by its key in the record, which has versions: one that has left it stays
named until an organiser chooses another.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.countries.names import folded
from courseapp.events.editions import edition_for
from courseapp.events.facts.changing import SYSTEM, log
from courseapp.events.models import Event, Series
from courseapp.events.queries import latest_first
from courseapp.events.slugs import free_slug, plain_words
from courseapp.initiatives.document.record import Passage, Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.rules import PassageKind

OWNS_SERIES = (PassageKind.ACTIVITY, PassageKind.AREA_OF_WORK)
LONGEST_SLUG = 70  # leaves room for a number behind
MOST_OFFERED = 200


@dataclass(frozen=True)
class SeriesPlan:
    """What an organiser enters: the title, the year of the first event, the key of an activity."""

    title: str
    since: int | None = None
    activity: str = ""


@dataclass(frozen=True)
class SeriesLine:
    """A series as its organisers see it, with how many events it has, drafts too."""

    series: Series
    events: int


def series_of(session: Session, initiative: Initiative) -> Sequence[SeriesLine]:
    """Return the series of an initiative by title. One statement."""
    counted = (
        select(Series, func.count(Event.id))
        .outerjoin(Event, Event.series_id == Series.id)
        .where(Series.initiative_id == initiative.id)
        .group_by(Series.id)
        .order_by(func.lower(Series.title), Series.id)
    )
    return [SeriesLine(*row) for row in session.execute(counted)]


def find_series(session: Session, initiative: Initiative, series_id: int) -> Series:
    """Return a series of the initiative. Raises NotFound for that of another. One statement."""
    wanted = select(Series).where(Series.id == series_id, Series.initiative_id == initiative.id)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def owners(record: Record) -> tuple[Passage, ...]:
    """Return what a series may belong to: the activities of a record, then its areas of work."""
    return tuple(each for kind in OWNS_SERIES for each in record.passages if each.kind is kind)


def add_series(
    session: Session, actor: Person | None, now: datetime, initiative: Initiative, plan: SeriesPlan
) -> Series:
    """Return a new series of the initiative. Raises Problem with the field that is wrong."""
    lock(session, Initiative, initiative.id)  # two new series never take the same title
    _refuse_a_twin(session, initiative.id, plan.title)
    series = Series(
        initiative_id=initiative.id, slug=_unused_slug(session, plan.title), **asdict(plan)
    )
    session.add(series)
    session.flush()
    _log(session, actor, now, series, "add series", f"Added the series “{series.title}”.")
    return series


def change_series(
    session: Session,
    actor: Person | None,
    now: datetime,
    series: Series,
    plan: SeriesPlan,
    seen: str,
) -> bool:
    """Write the plan into the series and return whether anything changed.

    `seen` is what `state_of` the series was when the form was opened. Raises Problem if somebody
    else saved since then, and with the field that is wrong.
    """
    lock(session, Initiative, series.initiative_id)
    session.refresh(series)
    if state_of(series) != seen:
        raise Problem(
            "Somebody else changed this series after you had opened it. What you typed is not "
            "saved yet. Compare, then save again."
        )
    if plan == plan_of(series):
        return False
    _refuse_a_twin(session, series.initiative_id, plan.title, series.id)
    before = asdict(plan_of(series))
    series.title, series.since, series.activity = plan.title, plan.since, plan.activity
    session.flush()
    summary = f"Changed the series “{before['title']}”."
    _log(session, actor, now, series, "change series", summary, before)
    return True


def plan_of(series: Series) -> SeriesPlan:
    """Return a series as it is saved."""
    return SeriesPlan(series.title, series.since, series.activity)


def state_of(series: Series) -> str:
    """Return what tells one state of a series from every other."""
    return sha256(repr(plan_of(series)).encode()).hexdigest()[:16]


def events_in(session: Session, series: Series) -> Sequence[Event]:
    """Return the events of a series, the latest first. One statement."""
    own = select(Event).where(Event.series_id == series.id).order_by(*latest_first())
    return session.scalars(own).all()


def events_in_none(session: Session, initiative_id: int) -> Sequence[Event]:
    """Return the latest events of an initiative that are in no series. One statement."""
    free = select(Event).where(Event.initiative_id == initiative_id, Event.series_id.is_(None))
    return session.scalars(free.order_by(*latest_first()).limit(MOST_OFFERED)).all()


def put_into_series(
    session: Session,
    actor: Person | None,
    now: datetime,
    series: Series,
    event_id: int | None,
    edition: int | None,
) -> Event:
    """Return an event that was in no series and is now in this one.

    `edition` is its number, None where that is not known. Raises Problem with the field.
    """
    if edition is not None:
        edition_for(session, series, edition)
    free = select(Event).where(
        Event.id == event_id,
        Event.initiative_id == series.initiative_id,
        Event.series_id.is_(None),
    )
    event = session.scalars(free.with_for_update(of=Event)).one_or_none()
    if event is None:
        raise Problem("Choose an event of the list.", "event")
    event.series_id, event.edition = series.id, edition
    summary = f"Put the event into the series “{series.title}”."
    log(session, event, actor, now, "put into series", summary)
    session.flush()
    return event


def take_out_of_series(
    session: Session, actor: Person | None, now: datetime, series: Series, event_id: int
) -> Event | None:
    """Return the event that is in no series any more; None where it was not in this one."""
    own = select(Event).where(Event.id == event_id, Event.series_id == series.id)
    event = session.scalars(own.with_for_update(of=Event)).one_or_none()
    if event is None:
        return None
    event.series_id = event.edition = None
    summary = f"Took the event out of the series “{series.title}”."
    log(session, event, actor, now, "take out of series", summary)
    session.flush()
    return event


def _refuse_a_twin(
    session: Session, initiative_id: int, title: str, own_id: int | None = None
) -> None:
    rows = session.execute(
        select(Series.id, Series.title).where(Series.initiative_id == initiative_id)
    )
    for series_id, taken in rows:
        if series_id != own_id and folded(taken) == folded(title):
            raise Problem(f"There is a series “{taken}” already. Choose another title.", "title")


def _unused_slug(session: Session, title: str) -> str:
    wanted = "-".join(plain_words(title))[:LONGEST_SLUG].strip("-") or "series"
    taken = select(Series.slug).where(Series.slug.startswith(wanted, autoescape=True))
    return free_slug(wanted, frozenset(session.scalars(taken)))


def _log(
    session: Session,
    actor: Person | None,
    now: datetime,
    series: Series,
    verb: str,
    summary: str,
    before: dict[str, object] | None = None,
) -> None:
    audit.record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb=verb,
        subject=f"initiative/{series.initiative_id}",
        summary=summary,
        before=before,
        after=asdict(plan_of(series)) if before else None,
    )
    session.flush()
