"""What is saved when a page arrives that may be older than what is saved: newest per answer wins.

A page carries a short mark of each answer that it showed as saved. So we can tell, without
keeping pages, which answers were changed on it and which were changed elsewhere meanwhile.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from courseapp.core.ids import token_hash

MARK_LENGTH = 8
MOST_MARKS = 500
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


def marks(texts: Mapping[str, str], names: Iterable[str]) -> str:
    """Return the marks of the named answers as one text."""
    return " ".join(f"{name}.{_mark(texts.get(name, ''))}" for name in names)


def merge(
    saved: Mapping[str, str],
    typed: Mapping[str, str],
    seen: str,
    typed_at: datetime,
    saved_at: Mapping[str, datetime],
) -> Merged:
    """Return what becomes of the saved answers when a page brings typed ones.

    `seen` holds the marks that the page carried; an answer without one counts as unchanged
    since. `typed_at` is when it was typed (aware), `saved_at` when each saved one was.
    """
    shown = dict(_MARK.findall(seen)[:MOST_MARKS])
    texts, changed, lost = dict(saved), [], []
    for name, text in typed.items():
        before = saved.get(name, "")
        if text == before or _mark(text) == shown.get(name) != _mark(before):
            continue  # the same, or she left it alone while it was changed elsewhere
        is_newest = name not in saved_at or typed_at >= saved_at[name]
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
