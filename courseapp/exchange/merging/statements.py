"""Brings what one source states for a field into what is held for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from courseapp.exchange.merging.outcomes import Effect, Outcome
from courseapp.exchange.merging.sources import is_newer
from courseapp.exchange.writing.cells import said
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.reading import understand
from courseapp.initiatives.document.record import Statement
from courseapp.initiatives.words import value_words

STATEMENTS = "statements"
BLANK_NOW = "Blank in the file: what we hold is kept."
OUR_WORDS_STAY = "We tell it in our own words: they stay, with the new print beside them."

DateOf = Callable[[str], str]


@dataclass(frozen=True)
class Stated:
    """The statements of a field afterwards, and what happened."""

    statements: tuple[Statement, ...]
    outcome: Outcome | None


def is_blank(statement: Statement) -> bool:
    """Return whether a source leaves the field empty."""
    return statement.value is None and not statement.printed


def bring_statement(held: Sequence[Statement], new: Statement, date_of: DateOf) -> Stated:
    """Replace the source's own statement, or add one: in front where its source is the newest."""
    own = next((index for index, each in enumerate(held) if each.source == new.source), None)
    if own is not None:
        return _replace(held, own, new)
    if is_blank(new):
        return Stated((new,) if not held else tuple(held), None)
    current = held[0] if held else None
    if current is not None and not is_blank(current):
        newer = is_newer(date_of(new.source), date_of(current.source))
        effect = Effect.CHANGED if newer else Effect.BEHIND
        statements = (new, *held) if newer else (*held, new)
        return Stated(statements, _outcome(effect, current, new))
    return Stated((new, *held), _outcome(Effect.NEW, None, new))


def _replace(held: Sequence[Statement], index: int, new: Statement) -> Stated:
    old = held[index]
    if is_blank(new):
        kept = None if is_blank(old) else _outcome(Effect.KEPT, old, new, BLANK_NOW)
        return Stated(tuple(held), kept)
    if _says_the_same(old, new):
        return Stated(tuple(held), _outcome(Effect.SAME, old, new))
    if _is_retold(old):
        changed = replace(old, printed=new.printed)
        outcome = _outcome(Effect.CHANGED, old, new, OUR_WORDS_STAY)
    else:
        changed = new
        effect = Effect.NEW if is_blank(old) else Effect.CHANGED
        outcome = _outcome(effect, old, new)
    return Stated((*held[:index], changed, *held[index + 1 :]), outcome)


def _says_the_same(old: Statement, new: Statement) -> bool:
    """An editor's own reading of the same print, and her note, stay."""
    if old.printed:
        return _words(old.printed) == _words(new.printed)
    return old.value == new.value or _words(said(old)) == _words(new.printed)


def _words(text: str) -> list[str]:
    return text.replace("\ufeff", " ").split()


def _is_retold(old: Statement) -> bool:
    """Whether a text is told in our own words rather than in those of its source."""
    if BY_KEY[old.field].kind is not FieldKind.TEXT or old.value is None:
        return False
    return not old.printed or understand(old.field, old.printed).value != old.value


def _outcome(effect: Effect, old: Statement | None, new: Statement, note: str = "") -> Outcome:
    held = value_words(old.field, old.value) if old and not is_blank(old) else ""
    meant = "" if is_blank(new) else value_words(new.field, new.value)
    return Outcome(Place(STATEMENTS, new.field), effect, held, meant, note)
