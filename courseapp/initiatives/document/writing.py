"""A record as plain values and back: the one form for files (JSON, YAML) and stored versions.

Empty things are left out. Reading refuses what it does not know, in a sentence that names it.
A group may say once, beside ``items``, what holds for each of its items, and a thing may leave
out its key: so that people can write records by hand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from courseapp.core.typed_text import paragraphs
from courseapp.initiatives.document.categories import names_a_place
from courseapp.initiatives.document.dates import ends_before_it_starts, is_partial_date
from courseapp.initiatives.document.fields import BY_KEY
from courseapp.initiatives.document.keys import key_from, with_keys
from courseapp.initiatives.document.names import read_name
from courseapp.initiatives.document.reading import understand
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Record,
    Source,
    Statement,
    Value,
)
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind

Plain = dict[str, Any]

HEAD: Final = ("slug", "name", "short_name", "summary")
LISTS: Final[Mapping[str, type]] = {
    "sources": Source,
    "statements": Statement,
    "passages": Passage,
    "memberships": Membership,
    "counts": Count,
    "publications": Publication,
    "milestones": Milestone,
}
_KINDS: Final[Mapping[type, type]] = {
    Passage: PassageKind,
    Membership: MembershipKind,
    Count: CountKind,
    Milestone: MilestoneKind,
}
_PARTIAL_DATES: Final = ("date", "as_of", "since", "until")
# How long a text may be where it is not 300 characters: what the tables hold.
_LONGEST: Final = {
    **dict.fromkeys(("summary", "text", "about", "note", "printed", "value"), 50_000),
    **dict.fromkeys(("slug", "key", "file"), 80),
    **dict.fromkeys(("link", "address"), 500),
    "short_name": 40,
    "language": 35,
    "topic": 120,
    "organisation_type": 60,
    "seat": 2,
}


class Unreadable(ValueError):  # noqa: N818 - it is told to a person
    """A plain value is not a record; the message says where and why."""


def to_plain(record: Record) -> Plain:
    """Return the record as values that JSON and YAML can hold. Reading them gives it back."""
    head = {name: getattr(record, name) for name in HEAD}
    lists = {name: [_thing_to_plain(each) for each in getattr(record, name)] for name in LISTS}
    return head | {name: things for name, things in lists.items() if things}


def from_plain(plain: Mapping[str, Any]) -> Record:
    """Return the record that plain values describe. Raises Unreadable."""
    if not isinstance(plain, Mapping):
        raise Unreadable("A record is a mapping of names to values.")
    unknown = set(plain) - {*HEAD, *LISTS}
    if unknown:
        raise Unreadable(f"Unknown parts of a record: {', '.join(sorted(map(str, unknown)))}.")
    values: dict[str, Any] = {
        name: _clean(plain[name], name, "record") for name in HEAD if name in plain
    }
    if not values.get("name"):
        raise Unreadable("A record needs a name.")
    values.setdefault("short_name", "")
    values["slug"] = values.get("slug") or key_from(values["short_name"] or values["name"])
    values |= {name: _things(name, plain.get(name) or ()) for name in LISTS}
    record = Record(**values)
    return _with_known_sources(record)


def _thing_to_plain(thing: Any) -> Plain:
    values = ((each.name, getattr(thing, each.name), each.default) for each in fields(thing))
    kept = {name: value for name, value, default in values if value != default}
    # What would be read again if it were left out is always written.
    if isinstance(thing, Statement) and thing.printed:
        kept["value"] = thing.value
    if isinstance(thing, Membership):
        kept["code"] = thing.code
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()
    }


def _things(name: str, section: Any) -> tuple[Any, ...]:
    kind = LISTS[name]
    if not isinstance(section, Sequence) or isinstance(section, str):
        raise Unreadable(f"{name}: a list is expected.")
    lines = list(_lines(name, section))
    things = [_thing(kind, line, f"{name}, {number}") for number, line in enumerate(lines, 1)]
    if kind is Statement:
        return tuple(things)
    keys = with_keys([(thing.key, _base_key(thing)) for thing in things])
    if len(set(keys)) < len(keys):
        raise Unreadable(f"{name}: two things have the same key.")
    return tuple(replace(thing, key=key) for thing, key in zip(things, keys, strict=True))


def _lines(name: str, section: Iterable[Any]) -> Iterator[Plain]:
    """Yield the lines of a section; what a group says once holds for each of its items."""
    for number, group in enumerate(section, 1):
        if not isinstance(group, Mapping):
            raise Unreadable(f"{name}, {number}: names and values are expected.")
        shared = {key: value for key, value in group.items() if key != "items"}
        for item in group.get("items", ({},)):
            yield shared | (dict(item) if isinstance(item, Mapping) else {"printed": item})


def _thing(kind: type, line: Plain, where: str) -> Any:
    known = {each.name for each in fields(kind)}
    if set(line) - known:
        raise Unreadable(f"{where}: unknown: {', '.join(sorted(map(str, set(line) - known)))}.")
    values = {name: _value(kind, name, value, where) for name, value in line.items()}
    finished = _FINISHED.get(kind, dict)(values)
    try:
        return kind(**{"key": ""} | finished if kind is not Statement else finished)
    except TypeError as error:
        raise Unreadable(f"{where}: {error}") from error


def _value(kind: type, name: str, value: Any, where: str) -> Any:
    if name in {"kind", "category"}:
        words = CountKind if name == "category" else _KINDS[kind]
        if value not in set(words):  # type: ignore[call-overload]  # a StrEnum class
            raise Unreadable(f"{where}: {value!r} is no {name}.")
        return words(value)
    if name in {"approximate", "announced"}:
        return _typed(value, bool, name, where)
    if name == "value" and kind is Statement:
        return _statement_value(value, where)
    if name in {"value", "year"}:
        return _number(value, name, where)
    text = _clean(value, name, where)
    if name in _PARTIAL_DATES and not is_partial_date(text):
        raise Unreadable(f"{where}: {text!r} is not a date, month or year.")
    return text


def _statement_value(value: Any, where: str) -> Value | None:
    if isinstance(value, list | tuple):
        return tuple(_clean(word, "value", where) for word in value)
    if isinstance(value, str):
        return _clean(value, "value", where) or None
    if value is None or isinstance(value, bool | int):
        return value
    raise Unreadable(f"{where}: a value is a text, a number, true, false or a list of texts.")


def _typed(value: Any, kind: type, name: str, where: str) -> Any:
    if isinstance(value, kind):
        return value
    raise Unreadable(f"{where}: {name} is {kind.__name__}, not {value!r}.")


def _number(value: Any, name: str, where: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise Unreadable(f"{where}: {name} is a whole number, not {value!r}.")


def _finished_statement(values: Plain) -> Plain:
    """Who writes only what is printed gets our reading of it."""
    key = values.get("field", "")
    if key not in BY_KEY:
        raise Unreadable(f"There is no field {key!r}.")
    if "value" in values or not values.get("printed"):
        return values
    reading = understand(key, values["printed"])
    note = values.get("note") or " ".join(reading.notes)
    return values | {"value": reading.value, "note": note}


def _finished_membership(values: Plain) -> Plain:
    """Who writes only the printed name of a place gets its code."""
    since, until = values.get("since", ""), values.get("until", "")
    if ends_before_it_starts(since, until):
        raise Unreadable(f"{values.get('printed', '')}: it ended ({until}) before {since}.")
    is_place = names_a_place(values.get("kind"), values.get("category"))
    is_told = {"code", "organisation", "initiative", "note"} & set(values)
    return values | read_name(values.get("printed", "")) if is_place and not is_told else values


_FINISHED: Final[Mapping[type, Callable[[Plain], Plain]]] = {
    Statement: _finished_statement,
    Membership: _finished_membership,
}


def _base_key(thing: Any) -> str:
    match thing:
        case Membership():
            return key_from(thing.code or thing.printed)
        case Count():
            return key_from(thing.kind, thing.part, thing.as_of, thing.source)
        case _:
            return key_from(thing.title)


def _clean(value: Any, name: str, where: str) -> str:
    """Return a text without control characters, as long as it may be; a date as ISO 8601."""
    if isinstance(value, bool | list | tuple | Mapping):
        raise Unreadable(f"{where}: {name} is a text, not {value!r}.")
    text = paragraphs("" if value is None else str(value))
    longest = _LONGEST.get(name, 300)
    if len(text) > longest:
        raise Unreadable(f"{where}: {name} has {len(text):,} characters; {longest:,} fit.")
    return text


def _with_known_sources(record: Record) -> Record:
    known = {source.key for source in record.sources}
    missing = sorted(set(record.used_sources()) - known)
    if missing:
        raise Unreadable(f"{record.slug} names sources that it does not list: {missing}.")
    return record
