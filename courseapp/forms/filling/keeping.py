"""Keeping what is typed into a form, right or not; what gives way to newer answers stays beside."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from courseapp.core.errors import Problem
from courseapp.core.translations import lazy_gettext
from courseapp.forms.filling.merging import Lost, Merged, TypedAt, merge
from courseapp.forms.models import FilledForm, Replaced

MOST_REPLACED = 100
LONGEST_ANSWER = 50_000
TOO_LONG = lazy_gettext(
    "An answer is so long that it cannot be kept. Shorten it to 50,000 characters."
)


def texts_of(filled: FilledForm) -> Mapping[str, str]:
    """Return what she is writing, or what she sent where she changes nothing."""
    return MappingProxyType(filled.answers if filled.typed is None else filled.typed)


def keep_typed(
    filled: FilledForm,
    typed: Mapping[str, str],
    seen: str,
    at: TypedAt,
    now: datetime,
    known: Collection[str],
) -> Merged:
    """Merge the answers of a page into what is kept, for a row that is locked.

    `seen` holds the marks of what the page showed, see `merging`; `known` the keys of all
    questions. The version rises with each change, and with the first page that is saved at all.
    Raises Problem for a text that is too long to be kept.
    """
    if any(len(text) > LONGEST_ANSWER for text in typed.values()):
        raise Problem(TOO_LONG)
    merged = merge(texts_of(filled), typed, seen, at, _typed_at(filled))
    if merged.changed or (filled.version == 0 and not filled.answers):
        filled.typed = {name: text for name, text in merged.texts.items() if name in known}
        filled.version += 1
    newest = {name: at.of(name).isoformat() for name in merged.changed}
    filled.typed_at = {**filled.typed_at, **newest}
    gave_way = [_gave_way(each, now) for each in merged.lost if each.lost]
    filled.replaced = [*filled.replaced, *gave_way][-MOST_REPLACED:]
    filled.saved_at = now
    return merged


def _typed_at(filled: FilledForm) -> Mapping[str, datetime]:
    return {name: datetime.fromisoformat(at) for name, at in filled.typed_at.items()}


def _gave_way(lost: Lost, now: datetime) -> Replaced:
    return {"question": lost.question, "text": lost.lost, "at": now.isoformat()}
