"""How a second editor is noticed: what is changed must be as it was when the page was opened."""

from dataclasses import replace
from hashlib import sha256

from courseapp.core.errors import Problem
from courseapp.forms.document.record import FormDocument, Question, Section

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
    return sha256(repr(thing).encode()).hexdigest()[:16]


def require_unchanged(thing: Thing, seen: str) -> None:
    """Raise ChangedMeanwhile unless the thing is as it was. `seen` is its mark of then."""
    if mark_of(thing) != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this after you had opened it. What you typed is kept below and "
            "is not saved yet. Compare, then save again.",
            "seen",
        )
