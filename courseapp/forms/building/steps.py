"""Edits of one thing of a form, made only while the thing is as its editor saw it."""

from collections.abc import Callable

from courseapp.core.errors import NotFound, Problem
from courseapp.forms.building import editing
from courseapp.forms.building.composing import Edit
from courseapp.forms.building.marks import require_unchanged
from courseapp.forms.document.record import FormDocument, Question, Section


def question_step(key: str, seen: str, made: Callable[[Question], Question]) -> Edit:
    """Return the edit that puts what `made` makes of a question in its place."""

    def edit(document: FormDocument) -> FormDocument:
        held = _still_there(document, key)
        require_unchanged(held, seen)
        return editing.change_question(document, made(held))

    return edit


def section_step(key: str, seen: str, made: Callable[[Section], Section]) -> Edit:
    """Return the edit that puts what `made` makes of a section in its place."""

    def edit(document: FormDocument) -> FormDocument:
        held = editing.section_in(document, key)
        require_unchanged(held, seen)
        return editing.change_section(document, made(held))

    return edit


def form_step(seen: str, made: Edit) -> Edit:
    """Return the edit of what stands above all sections: the title and the languages."""

    def edit(document: FormDocument) -> FormDocument:
        require_unchanged(document, seen)
        return made(document)

    return edit


def _still_there(document: FormDocument, key: str) -> Question:
    try:
        return editing.question_in(document, key)
    except NotFound:
        raise Problem("Somebody else removed this question meanwhile.") from None
