"""Which messages should exist, and what to do so that exactly these exist.

Plain values: no database, no web. An event that moves is planned anew by comparing the two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from courseapp.reminders.day_time import due_at
from courseapp.reminders.rules import NATURES, Deed, Kind, MessageRule, State

PAUSE = timedelta(days=4)  # days without sessions after which somebody wants to hear again
AFTER_BEGINNING = timedelta(days=1)  # a letter with the deadline went out when she began
AFTER_A_LETTER = timedelta(days=2)  # the last that asked for her travel details


class Key(NamedTuple):
    """One message to one person: `subject` names the session, the day or the document, if any."""

    application_id: int
    kind: Kind
    subject: str = ""


@dataclass(frozen=True)
class Sitting:
    """A session that takes place; `day` is its date there, `has_link` whether one joins online."""

    session_id: int
    day: date
    starts_at: datetime
    ends_at: datetime
    has_link: bool = False


@dataclass(frozen=True)
class Occasions:
    """What of an event is reminded of; None where there is no such thing, or not any more."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sittings: tuple[Sitting, ...] = ()
    says_thanks: bool = True


@dataclass(frozen=True)
class Reader:
    """Somebody who may be written to. `zone` is where she reads (IANA).

    `deadline` is hers as long as she has a draft that can be sent. `documents` are what was to
    follow and has not come, with the end of its time. `left_out` are sessions to which she does
    not go. `misses_travel` says that travel details are asked of her, and not sent.
    """

    application_id: int
    zone: str
    has_seat: bool = False
    deadline: datetime | None = None
    begun_at: datetime | None = None
    documents: Mapping[str, datetime] | None = None
    misses_travel: bool = False
    asked_for_travel_at: datetime | None = None
    left_out: frozenset[int] = frozenset()
    is_thanked: bool = False


@dataclass(frozen=True)
class Wanted:
    """A message that should exist: what it reminds of, and when it is due."""

    occasion: datetime
    due_at: datetime


@dataclass(frozen=True)
class Planned:
    """A message that exists: the latest of its key. `round` counts from 1."""

    key: Key
    round: int
    state: State
    occasion: datetime
    due_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Change:
    """What to do: without `found` a new message, else that one is planned anew or cancelled."""

    key: Key
    deed: Deed
    round: int
    wanted: Wanted | None = None
    found: Planned | None = None


Rules = Mapping[Kind, MessageRule]


def wanted(occasions: Occasions, rules: Rules, readers: Iterable[Reader]) -> dict[Key, Wanted]:
    """Return every message that should exist, be its time to come or over."""
    found: dict[Key, Wanted] = {}
    for reader in readers:
        for kind, subject, at, not_before in _occasions_of(occasions, rules, reader):
            rule, occasion = rules[kind], at.astimezone(UTC)
            due = due_at(kind, rule.timing, occasion, reader.zone) if rule.is_on else None
            if due is not None and (not_before is None or due >= not_before):
                found[Key(reader.application_id, kind, subject)] = Wanted(occasion, due)
    return found


def changes(
    should: Mapping[Key, Wanted], exists: Mapping[Key, Planned], now: datetime
) -> Iterator[Change]:
    """Yield what to do, so that what should exist does, and nothing else; nothing comes twice."""
    for key, want in should.items():
        change = _change(key, want, exists.get(key), now)
        if change is not None:
            yield change
    for key, found in exists.items():
        if key not in should and found.state is State.PLANNED:
            yield Change(key, Deed.CANCEL, found.round, None, found)


def is_too_late(kind: Kind, occasion: datetime, now: datetime) -> bool:
    """Return whether a message would come after its occasion, or long after what it thanks for."""
    return now >= occasion + NATURES[kind].worth


def days_told(sittings: Sequence[Sitting], *, every_day: bool) -> list[Sitting]:
    """Return the first session of each day before which somebody is written to."""
    found: list[Sitting] = []
    last: date | None = None
    for each in sorted(sittings, key=lambda each: (each.starts_at, each.session_id)):
        is_new = last is None or each.day > last
        if is_new and (every_day or last is None or each.day - last >= PAUSE):
            found.append(each)
        last = each.day if last is None else max(last, each.day)
    return found


_Occasion = tuple[Kind, str, datetime, datetime | None]


def _occasions_of(occasions: Occasions, rules: Rules, reader: Reader) -> Iterator[_Occasion]:
    """Yield kind, subject, occasion, and before when it would only repeat another letter."""
    if reader.deadline is not None:
        begun = reader.begun_at + AFTER_BEGINNING if reader.begun_at else None
        yield Kind.DEADLINE, "", reader.deadline, begun
        yield Kind.LAST_DAY, "", reader.deadline, begun
    for key, due in (reader.documents or {}).items():
        yield Kind.DOCUMENTS, f"document/{key}", due, None
    if reader.has_seat:
        yield from _occasions_of_a_seat(occasions, rules, reader)


def _occasions_of_a_seat(occasions: Occasions, rules: Rules, reader: Reader) -> Iterator[_Occasion]:
    if reader.misses_travel and occasions.starts_at:
        asked = reader.asked_for_travel_at
        again = asked + AFTER_A_LETTER if asked else None
        yield Kind.TRAVEL, "", occasions.starts_at, again
    hers = [each for each in occasions.sittings if each.session_id not in reader.left_out]
    for each in days_told(hers, every_day=rules[Kind.DAY_BEFORE].every_day):
        yield Kind.DAY_BEFORE, f"day/{each.day.isoformat()}", each.starts_at, None
    if not occasions.sittings and occasions.starts_at:
        yield Kind.DAY_BEFORE, "", occasions.starts_at, None
    for each in hers:
        if each.has_link:
            yield Kind.JOIN_LINK, f"session/{each.session_id}", each.starts_at, None
    if occasions.ends_at and occasions.says_thanks and not reader.is_thanked:
        yield Kind.THANKS, "", occasions.ends_at, None


def _change(key: Key, want: Wanted, found: Planned | None, now: datetime) -> Change | None:
    if found is None:
        return Change(key, Deed.REPLAN, 1, want) if want.due_at >= now else None
    if found.state is State.SENT:
        return _once_more(key, want, found, now)
    is_same = (want.occasion, want.due_at) == (found.occasion, found.due_at)
    if found.state is State.PLANNED:
        if is_same:
            return None
        deed = Deed.REPLAN if want.due_at >= now else Deed.CANCEL
        return Change(key, deed, found.round, want, found)
    comes_back = want.due_at >= now and not (is_same and found.state is State.SKIPPED)
    return Change(key, Deed.REPLAN, found.round, want, found) if comes_back else None


def _once_more(key: Key, want: Wanted, found: Planned, now: datetime) -> Change | None:
    """Of what was sent there is another one only for another occasion, and not soon after."""
    rested = (found.sent_at or found.due_at) + NATURES[key.kind].rest
    if want.occasion == found.occasion or want.due_at < max(now, rested):
        return None
    return Change(key, Deed.REPLAN, found.round + 1, want)
