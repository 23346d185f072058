"""What differs between two forms, in sentences for their organisers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from courseapp.countries.languages import language_name
from courseapp.forms.document.question_changes import differences
from courseapp.forms.document.record import FormDocument, Section, Texts
from courseapp.forms.document.texts import texts_of
from courseapp.forms.document.wording import condition_in_words, label_of

Key = TypeVar("Key")


class ChangeKind(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One difference. `before` and `after` are told where both are worth reading."""

    kind: ChangeKind
    text: str
    before: str = ""
    after: str = ""


def changes(old: FormDocument, new: FormDocument) -> tuple[Change, ...]:
    """Return what differs: what went, what came, then what changed, in the new form's order."""
    return (
        *_gone(old, new),
        *_title(old, new),
        *_sections(old, new),
        *_questions(old, new),
        *_languages(old, new),
        *_translations(old, new),
    )


def order_kept(old: Sequence[Key], new: Sequence[Key]) -> frozenset[Key]:
    """Return which of the new keep their order: the longest run of the old in its old order.

    What is not among them was moved; so moving one thing never looks like moving all others.
    """
    common = [key for key in new if key in set(old)]
    place = {key: number for number, key in enumerate(old)}
    best: list[list[Key]] = []
    for key in common:
        before = [run for run in best if place[run[-1]] < place[key]]
        best.append([*_longest(before), key])
    return frozenset(_longest(best))


def _longest(runs: Sequence[list[Key]]) -> list[Key]:
    return max(runs, key=lambda run: len(run), default=[])  # noqa: PLW0108 - typed so


def _gone(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    for question in old.questions:
        if question.key not in new.by_key:
            yield Change(ChangeKind.REMOVED, f"“{label_of(old, question)}” is no longer asked.")
    kept = {each.key for each in new.sections}
    for section in old.sections:
        if section.key not in kept:
            yield Change(ChangeKind.REMOVED, f"The section “{_title_of(old, section)}” is gone.")


def _title(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    before, after = _own(old, old.title), _own(new, new.title)
    if before != after:
        yield Change(ChangeKind.CHANGED, "The form has another title.", before, after)


def _sections(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    known = {each.key: each for each in old.sections}
    stay = order_kept([each.key for each in old.sections], [each.key for each in new.sections])
    for section in new.sections:
        title = _title_of(new, section)
        before = known.get(section.key)
        if before is None:
            yield Change(ChangeKind.ADDED, f"The section “{title}” is new.")
            continue
        if section.key not in stay:
            yield Change(ChangeKind.MOVED, f"The section “{title}” stands elsewhere.")
        yield from _of_section(old, new, before, section)


def _of_section(
    old: FormDocument, new: FormDocument, before: Section, after: Section
) -> Iterator[Change]:
    told = _title_of(new, after)
    pairs = (
        (f"The section “{told}” has another title.", before.title, after.title),
        (f"The introduction of “{told}” changed.", before.intro, after.intro),
    )
    for text, one, other in pairs:
        if _own(old, one) != _own(new, other):
            yield Change(ChangeKind.CHANGED, text, _own(old, one), _own(new, other))
    if before.shown_if != after.shown_if:
        yield Change(
            ChangeKind.CHANGED,
            f"The section “{told}” is asked at other times.",
            condition_in_words(old, before.shown_if) or "Always",
            condition_in_words(new, after.shown_if) or "Always",
        )


def _questions(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    moved = _moved(old, new)
    for section in new.sections:
        for question in section.questions:
            told, before = label_of(new, question), old.by_key.get(question.key)
            if before is None:
                title = _title_of(new, section)
                yield Change(ChangeKind.ADDED, f"“{told}” is asked in “{title}”.")
                continue
            if question.key in moved:
                yield Change(ChangeKind.MOVED, f"“{told}” stands elsewhere.")
            for each in differences(old, before, new, question):
                text = f"“{told}” {each.text}"
                yield Change(ChangeKind.CHANGED, text, each.before, each.after)


def _moved(old: FormDocument, new: FormDocument) -> frozenset[str]:
    """Return what changed its section, or its place among those that did not."""
    elsewhere: set[str] = set()
    for section in new.sections:
        before = [key for key in _keys(old) if _in_section(old, key) == section.key]
        after = [each.key for each in section.questions if each.key in old.by_key]
        elsewhere |= set(after) - order_kept(before, after)
    return frozenset(elsewhere)


def _keys(document: FormDocument) -> list[str]:
    return [each.key for each in document.questions]


def _in_section(document: FormDocument, key: str) -> str:
    section = document.section_of(key)
    return section.key if section else ""


def _languages(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    for language in new.languages:
        if language not in old.languages:
            yield Change(ChangeKind.ADDED, f"The form speaks {language_name(language)}.")
    for language in old.languages:
        if language not in new.languages:
            told = f"The form no longer speaks {language_name(language)}."
            yield Change(ChangeKind.REMOVED, told)


def _translations(old: FormDocument, new: FormDocument) -> Iterator[Change]:
    before = dict(texts_of(old))
    for language in new.languages[1:]:
        if language not in old.languages:
            continue
        number = sum(
            1
            for place, texts in texts_of(new)
            if place in before and texts.get(language, "") != before[place].get(language, "")
        )
        if number:
            texts_told = "1 text reads" if number == 1 else f"{number} texts read"
            told = f"{language_name(language)}: {texts_told} differently."
            yield Change(ChangeKind.CHANGED, told)


def _title_of(document: FormDocument, section: Section) -> str:
    return document.said(section.title, document.languages[0]) or section.key


def _own(document: FormDocument, texts: Texts) -> str:
    return texts.get(document.languages[0], "")
