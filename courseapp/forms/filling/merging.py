"""What is saved when a page arrives that may be older than what is saved: newest per answer wins.

A page carries a short mark of each answer that it showed as saved. So we can tell, without
keeping pages, which answers were changed on it and which were changed elsewhere meanwhile.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from courseapp.core.ids import token_hash

MARK_LENGTH = 8
MOST_MARKS = 500
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_AGE = re.compile(r"([a-z0-9_]{1,60})\.([0-9]{1,7})(?![0-9])", re.ASCII)
_MARK = re.compile(r"([a-z0-9_]{1,60})\.([0-9a-f]{%d})" % MARK_LENGTH, re.ASCII)  # noqa: UP031


@dataclass(frozen=True)
class Lost:
    """An answer that gave way; `won` is the one that stands, `by_this_page` whose it is."""

    question: str
    lost: str
    won: str
    by_this_page: bool


@dataclass(frozen=True)
class Merged:
    """The answers after a page arrived, which of them it changed, and which gave way."""

    texts: Mapping[str, str]
    changed: tuple[str, ...]
    lost: tuple[Lost, ...]


@dataclass(frozen=True)
class TypedAt:
    """When the answers of a page were typed: aware instants, `usually` for those not named."""

    usually: datetime
    answers: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, name: str) -> datetime:
        """Return when the answer was typed."""
        return self.answers.get(name, self.usually)

    @classmethod
    def told_by(cls, ages: str | None, now: datetime) -> "TypedAt":
        """Return what a page says: ``position.12`` was typed 12 seconds ago, all else before.

        A page without a script says nothing: all of it was typed now. An age is a length of
        time, for the clock of a telephone may be years wrong.
        """
        if ages is None:
            return cls(now)
        told = _AGE.findall(ages)[:MOST_MARKS]
        return cls(LONG_AGO, {name: now - timedelta(seconds=int(age)) for name, age in told})


def marks(texts: Mapping[str, str], names: Iterable[str]) -> str:
    """Return the marks of the named answers as one text."""
    return " ".join(f"{name}.{_mark(texts.get(name, ''))}" for name in names)


def marked(seen: str) -> frozenset[str]:
    """Return of which answers a page carried marks."""
    return frozenset(name for name, _ in _MARK.findall(seen)[:MOST_MARKS])


def marks_after(typed: Mapping[str, str], seen: str, saved: Mapping[str, str]) -> str:
    """Return the marks that a page carries on once it was saved and stays open.

    What is saved as it stands there gets a new mark. What was changed elsewhere keeps its old
    one: the page still shows the older text, and must not seem to have chosen it.
    """
    shown = dict(_MARK.findall(seen)[:MOST_MARKS])
    known = {name: _mark(text) for name, text in typed.items() if saved.get(name, "") == text}
    return " ".join(f"{name}.{mark}" for name, mark in {**shown, **known}.items())


def merge(
    saved: Mapping[str, str],
    typed: Mapping[str, str],
    seen: str,
    typed_at: TypedAt,
    saved_at: Mapping[str, datetime],
) -> Merged:
    """Return what becomes of the saved answers when a page brings typed ones.

    `seen` holds the marks that the page carried; an answer without one counts as unchanged
    since. `saved_at` is when each saved answer was typed (aware).
    """
    shown = dict(_MARK.findall(seen)[:MOST_MARKS])
    texts, changed, lost = dict(saved), [], []
    for name, text in typed.items():
        before = saved.get(name, "")
        if text == before or _mark(text) == shown.get(name) != _mark(before):
            continue  # the same, or she left it alone while it was changed elsewhere
        was_seen = shown.get(name) == _mark(before)  # so what she typed then is newer, at any clock
        is_newest = name not in saved_at or typed_at.of(name) >= saved_at[name]
        is_newest = is_newest or (was_seen and typed_at.of(name) > LONG_AGO)
        if _mark(before) != shown.get(name, _mark(before)):
            pair = (text, before) if is_newest else (before, text)
            lost.append(Lost(name, pair[1], pair[0], by_this_page=is_newest))
        elif not is_newest:
            continue
        if is_newest:
            texts[name] = text
            changed.append(name)
    return Merged(texts, tuple(changed), tuple(lost))


def _mark(text: str) -> str:
    return token_hash(text)[:MARK_LENGTH]
