"""How a second editor is noticed: what is changed must be as it was when the page was opened."""

from dataclasses import replace
from hashlib import sha256

from courseapp.core.errors import Problem
from courseapp.forms.document.record import FormDocument, Question, Section
from courseapp.forms.document.texts import texts_of

_TOLD = (
    "Somebody else changed this after you had opened it. What you typed is kept below and is not "
    "saved yet. Compare, then save again."
)

Thing = FormDocument | Section | Question


class ChangedMeanwhile(Problem):
    """Somebody else changed the same thing after its page was opened; nothing is overwritten."""


def mark_of(thing: Thing) -> str:
    """Return what tells one state of a thing from every other.

    A section's questions and a form's sections have marks of their own, and are left out.
    """
    if isinstance(thing, Section):
        thing = replace(thing, questions=())
    if isinstance(thing, FormDocument):
        thing = replace(thing, sections=())
    return _short(repr(thing))


def require_unchanged(thing: Thing, seen: str) -> None:
    """Raise ChangedMeanwhile unless the thing is as it was. `seen` is its mark of then."""
    if mark_of(thing) != seen:
        raise ChangedMeanwhile(_TOLD, "seen")


def mark_of_texts(document: FormDocument, section: str, language: str) -> str:
    """Return the mark of what a section says in a language and in the first one."""
    said = [
        (str(place), texts.get(language, ""), texts.get(document.languages[0], ""))
        for place, texts in texts_of(document)
        if place.section == section
    ]
    return _short(repr(said))


def require_texts_unchanged(document: FormDocument, section: str, language: str, seen: str) -> None:
    """Raise ChangedMeanwhile unless a section still says what it said."""
    if mark_of_texts(document, section, language) != seen:
        raise ChangedMeanwhile(_TOLD, "seen")


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
