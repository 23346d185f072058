"""Members and partners as editors enter them: reading names of places, ending, adding many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from courseapp.core.errors import NotFound, Problem
from courseapp.countries.names import folded, resolve, resolve_subdivision
from courseapp.countries.printed_lists import split_names
from courseapp.countries.suggestions import suggest
from courseapp.initiatives.document.categories import names_a_place
from courseapp.initiatives.document.dates import ends_before_it_starts
from courseapp.initiatives.document.names import read_name
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.editing.kinds import MEMBERSHIPS_LIST, place_name
from courseapp.initiatives.editing.things import added, thing_of, with_thing
from courseapp.initiatives.rules import CountKind, MembershipKind

AS_PRINTED = "-"  # in place of a code: the name stays what it is, no place that we know
MOST_PASTED = 2000
ENDS_TOO_EARLY = "It cannot end before it began. Enter a later end, or an earlier start."


@dataclass(frozen=True)
class Offer:
    """A place that a printed name may mean."""

    code: str
    words: str


@dataclass(frozen=True)
class PlaceRead:
    """What a printed name means; the note says where it was not read from the name alone."""

    code: str
    note: str = ""


@dataclass(frozen=True)
class PastedName:
    """One name of a pasted list. Without a code it is no place that we know."""

    printed: str
    code: str
    words: str
    offers: tuple[Offer, ...]
    is_listed: bool  # in the record already, in the same way

    @property
    def is_unread(self) -> bool:
        return not self.code


@dataclass(frozen=True)
class Pasted:
    """What all names of a pasted list have in common."""

    kind: MembershipKind
    source: str
    category: CountKind | None = None
    since: str = ""
    are_places: bool = True


def offers_for(printed: str) -> tuple[Offer, ...]:
    """Return the places that a name may mean which is none itself."""
    return tuple(Offer(each.code, place_name(each.code)) for each in suggest(printed))


def known_place(text: str) -> str:
    """Return the code for a name or code of a place; empty where it is none."""
    found = resolve_subdivision(text) or resolve(text)
    return found.code if found else ""


def read_place(printed: str, meant: str, chosen: str) -> PlaceRead:
    """Return the place: the one that was chosen, else the one meant, else what is printed.

    Raises Problem where no place is understood.
    """
    if chosen == AS_PRINTED:
        return PlaceRead("", read_name(printed).get("note", ""))
    said = chosen or meant or printed
    code = known_place(said)
    if not code:
        field = "printed" if said == printed else "code"
        raise Problem(f"We know no country or part of a country called “{said[:80]}”.", field)
    return PlaceRead(code, _read_as(printed, code))


def placed(record: Record, key: str, code: str) -> Record:
    """Return the record with a place for a membership whose name was not understood."""
    line = _line(record, key)
    place = read_place(line.printed, "", code)
    is_ours = line.note in {"", read_name(line.printed).get("note", "")}
    note = place.note if is_ours else line.note
    return with_thing(record, "memberships", replace(line, code=place.code, note=note))


def ended(record: Record, key: str, until: str) -> Record:
    """Return the record in which a membership ended; its history stays. Raises Problem."""
    line = _line(record, key)
    check_period(line.since, until)
    return with_thing(record, "memberships", replace(line, until=until))


def check_period(since: str, until: str) -> None:
    """Raise Problem where the end comes before the start."""
    if ends_before_it_starts(since, until):
        raise Problem(ENDS_TOO_EARLY, "until")


def pasted_names(record: Record, text: str, pasted: Pasted) -> tuple[PastedName, ...]:
    """Return the names of a printed list, each with what it means. Raises Problem."""
    names = [name[:300] for name in split_names(text)]
    if not names:
        raise Problem("Paste at least one name.", "names")
    if len(names) > MOST_PASTED:
        raise Problem(f"These are {len(names):,} names. Paste at most {MOST_PASTED:,}.", "names")
    listed = {_identity(line.code, line.printed) for line in _alike(record, pasted)}
    return tuple(_pasted_name(name, pasted, listed) for name in names)


def with_pasted(record: Record, pasted: Pasted, names: Sequence[PastedName]) -> Record:
    """Return the record with a membership for each name."""
    for name in names:
        record = added(record, MEMBERSHIPS_LIST, _values(name, pasted))
    return record


def proof_of(names: Sequence[PastedName]) -> str:
    """Return a short proof of which names a person has looked at."""
    said = "\n".join(f"{each.printed}\t{each.code}\t{each.is_listed}" for each in names)
    return sha256(said.encode()).hexdigest()[:16]


def own_name(kind: MembershipKind, category: CountKind | None, printed: str, ours: str) -> str:
    """Return our name for an organisation: one where names are places is told apart by it."""
    return ours or (printed if names_a_place(kind, category) else "")


def _line(record: Record, key: str) -> Membership:
    found = thing_of(record, "memberships", key)
    if not isinstance(found, Membership):
        raise NotFound
    return found


def _read_as(printed: str, code: str) -> str:
    if known_place(printed) == code:
        return ""
    return f"Printed as “{printed}”; read as {place_name(code)}."


def _alike(record: Record, pasted: Pasted) -> Iterator[Membership]:
    return (line for line in record.memberships if line.kind is pasted.kind and not line.until)


def _pasted_name(printed: str, pasted: Pasted, listed: set[str]) -> PastedName:
    code = known_place(printed) if pasted.are_places else ""
    offers = offers_for(printed) if pasted.are_places and not code else ()
    words = place_name(code) if code else ""
    return PastedName(printed, code, words, offers, _identity(code, printed) in listed)


def _identity(code: str, printed: str) -> str:
    return code or folded(printed)


def _values(name: PastedName, pasted: Pasted) -> dict[str, Any]:
    note = "" if name.code or not pasted.are_places else read_name(name.printed).get("note", "")
    organisation = (
        "" if pasted.are_places else own_name(pasted.kind, pasted.category, name.printed, "")
    )
    return {
        "kind": pasted.kind,
        "source": pasted.source,
        "printed": name.printed,
        "code": name.code,
        "organisation": organisation,
        "category": pasted.category,
        "since": pasted.since,
        "note": note,
    }
