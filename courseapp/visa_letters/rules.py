"""What a letter is, how it stands, what its number and its code look like. Plain arithmetic."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from courseapp.events.rules import EventStatus, Mode

USUAL_DAYS_FOR_A_VISA = 60
AT_ONCE = 10  # more letters than these are made by the worker
KEPT_DAYS = 30  # after the event, as people are told of their passports

# Crockford's base 32 has no I, L, O and U; who types them means these.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_GROUPS, _GROUP_LENGTH = 7, 4
CODE_BITS = 5 * _GROUPS * _GROUP_LENGTH
_CODE = re.compile(rf"[{_ALPHABET}]{{{_GROUPS * _GROUP_LENGTH}}}")
# What people write who wait for a new passport, as the form asks them to.
_FOLLOWS = frozenset({"follows", "to follow", "suivra", "pendiente", "-", "–", "n/a"})


class LetterKind(StrEnum):
    """What a letter is for. Only that for a visa tells of a passport."""

    INVITATION = "invitation"
    VISA = "visa"


class LetterState(StrEnum):
    """What organisers made of a letter."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class LetterAction(StrEnum):
    """What organisers may do with a letter."""

    REPLACE = "replace"
    WITHDRAW = "withdraw"


STEPS = MappingProxyType(
    {
        (LetterState.VALID, LetterAction.REPLACE): LetterState.REPLACED,
        (LetterState.VALID, LetterAction.WITHDRAW): LetterState.WITHDRAWN,
    }
)


def next_state(state: LetterState, action: LetterAction) -> LetterState | None:
    """Return where the action leads, or None where it does not apply."""
    return STEPS.get((state, action))


class Standing(StrEnum):
    """Whether a letter still says what is true."""

    VALID = "valid"
    OUTDATED = "outdated"  # the event has other dates or another place, or waits for them
    SEAT_GIVEN_UP = "seat_given_up"
    EVENT_CANCELLED = "event_cancelled"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Place:
    """When and where an event is: what makes a letter outdated when it changes."""

    starts_on: date | None
    ends_on: date | None
    place: str


_ENDED = MappingProxyType(
    {
        LetterState.REPLACED: Standing.REPLACED,
        LetterState.WITHDRAWN: Standing.WITHDRAWN,
    }
)


def standing(
    state: LetterState, has_seat: bool, event_status: EventStatus, printed: Place, now: Place
) -> Standing:
    """Return how a letter stands. Nobody has to mark it: it follows from what is true."""
    if state in _ENDED:
        return _ENDED[state]
    if event_status is EventStatus.CANCELLED:
        return Standing.EVENT_CANCELLED
    if not has_seat:
        return Standing.SEAT_GIVEN_UP
    if event_status is EventStatus.POSTPONED or printed != now:
        return Standing.OUTDATED
    return Standing.VALID


def why_not(
    status: EventStatus, mode: Mode | None, starts_on: date | None, last: date | None, today: date
) -> str:
    """Return why no letter can be issued for an event, with what to do; "" where one can be."""
    if mode is Mode.ONLINE:
        return "This event is online. Nobody needs a letter to travel."
    if status not in {EventStatus.PUBLISHED, EventStatus.ANNOUNCED}:
        return _WHY_NOT[status]
    if starts_on is None:
        return "A letter names exact dates. Enter the first and the last day of the event first."
    if last is not None and today > last:
        return _WHY_NOT[EventStatus.HELD]
    return ""


_WHY_NOT = MappingProxyType(
    {
        EventStatus.DRAFT: "The event is a draft. Publish it first.",
        EventStatus.POSTPONED: "The event is postponed. Letters wait for its new dates.",
        EventStatus.CANCELLED: "The event is cancelled. No letter can be issued any more.",
        EventStatus.HELD: "The event is over. No letter can be issued any more.",
    }
)


def letter_number(slug: str, year: int, sequence: int) -> str:
    """Return ``ICAP-2027-0007``: the address of the initiative, the year of issue, a number.

    Two initiatives have two addresses, so the whole is unique.
    """
    return f"{slug.upper()}-{year}-{sequence:04d}"


def code_of(bits: int) -> str:
    """Return a code such as ``7K3F-9QXM-…`` in seven groups of four, for `CODE_BITS` bits."""
    letters = (_ALPHABET[bits >> (5 * place) & 31] for place in range(_GROUPS * _GROUP_LENGTH))
    return _grouped("".join(letters))


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed or scanned; None where it cannot be one."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", typed).upper().translate(_MISREAD)
    return _grouped(plain) if _CODE.fullmatch(plain) else None


def _grouped(letters: str) -> str:
    length = _GROUP_LENGTH
    return "-".join(letters[at : at + length] for at in range(0, len(letters), length))


def needs_visa(
    visas_needed: bool, nationality: str | None, country: str | None, told: str = ""
) -> bool:
    """Return whether somebody should be thought of as in need of a visa.

    Her own answer counts before all: ``yes`` or ``no``. Else who has the nationality of the
    event's country needs none; others do where the event says so, or where both are known.
    Countries are ISO 3166-1 alpha-2 codes.
    """
    if told in {"yes", "no"}:
        return told == "yes"
    if nationality is not None and nationality == country:
        return False
    return visas_needed or (nationality is not None and country is not None)


def days_until(starts_on: date | None, today: date) -> int | None:
    """Return how many days remain until the start; None where it is not known or is past."""
    days = (starts_on - today).days if starts_on else -1
    return days if days >= 0 else None


def is_late(days: int | None) -> bool:
    """Return whether fewer days remain than a visa usually takes."""
    return days is not None and days < USUAL_DAYS_FOR_A_VISA


def passport_number(typed: str) -> str:
    """Return the number of a passport as it is printed; "" where there is none yet."""
    plain = " ".join(typed.split())
    return "" if plain.strip("“”\"'. ").lower() in _FOLLOWS else plain
