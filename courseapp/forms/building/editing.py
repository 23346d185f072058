"""The steps of composing a form. Each takes a document and returns the next; none changes one.

A key that is not there (any more) raises NotFound: somebody else took the thing away meanwhile.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from courseapp.core.errors import NotFound
from courseapp.forms.document.record import FormDocument, Question, Section

Keyed = TypeVar("Keyed", Section, Question)


def section_in(document: FormDocument, key: str) -> Section:
    """Return the section with the key. Raises NotFound."""
    return _found(document.sections, key)


def question_in(document: FormDocument, key: str) -> Question:
    """Return the question with the key. Raises NotFound."""
    return _found(document.questions, key)


def section_asking(document: FormDocument, key: str) -> Section:
    """Return the section that asks the question. Raises NotFound."""
    section = document.section_of(key)
    if section is None:
        raise NotFound
    return section


def add_section(document: FormDocument, section: Section) -> FormDocument:
    """Return the form with one more section at its end."""
    return replace(document, sections=(*document.sections, section))


def change_section(document: FormDocument, section: Section) -> FormDocument:
    """Return the form with this section in the place of the one with its key."""
    return replace(document, sections=_replaced(document.sections, section))


def remove_section(document: FormDocument, key: str) -> FormDocument:
    """Return the form without a section and what it asked."""
    gone = section_in(document, key)
    return replace(document, sections=tuple(s for s in document.sections if s is not gone))


def move_section(document: FormDocument, key: str, by: int) -> FormDocument:
    """Return the form with the section so many places later; at an end it stays."""
    return replace(document, sections=_moved(document.sections, key, by))


def add_question(document: FormDocument, section: str, question: Question) -> FormDocument:
    """Return the form with one more question at the end of the section."""
    into = section_in(document, section)
    return change_section(document, replace(into, questions=(*into.questions, question)))


def change_question(document: FormDocument, question: Question) -> FormDocument:
    """Return the form with this question in the place of the one with its key."""
    section = section_asking(document, question.key)
    questions = _replaced(section.questions, question)
    return change_section(document, replace(section, questions=questions))


def remove_question(document: FormDocument, key: str) -> FormDocument:
    """Return the form without the question. What depended on it stays, and is a fault."""
    section, gone = section_asking(document, key), question_in(document, key)
    kept = tuple(each for each in section.questions if each is not gone)
    return change_section(document, replace(section, questions=kept))


def move_question(document: FormDocument, key: str, by: int) -> FormDocument:
    """Return the form with the question one place up (-1) or down (1).

    From the edge of its section it goes into the next one; at an end of the form it stays.
    """
    section = section_asking(document, key)
    place = [each.key for each in section.questions].index(key)
    if 0 <= place + by < len(section.questions):
        moved = replace(section, questions=_moved(section.questions, key, by))
        return change_section(document, moved)
    number = document.sections.index(section) + by
    if not 0 <= number < len(document.sections):
        return document
    beyond = document.sections[number]
    return place_question(document, key, beyond.key, 0 if by > 0 else len(beyond.questions))


def place_question(document: FormDocument, key: str, section: str, at: int) -> FormDocument:
    """Return the form with the question in a section, so many others before it."""
    question = question_in(document, key)
    without = remove_question(document, key)
    into = section_in(without, section)
    at = min(max(at, 0), len(into.questions))
    questions = (*into.questions[:at], question, *into.questions[at:])
    return change_section(without, replace(into, questions=questions))


def asked_before(document: FormDocument, key: str) -> tuple[Question, ...]:
    """Return the questions before one, on which its being asked may depend. Raises NotFound."""
    return document.questions[: document.questions.index(question_in(document, key))]


def asked_before_section(document: FormDocument, key: str) -> tuple[Question, ...]:
    """Return the questions of the sections before one. Raises NotFound."""
    earlier = document.sections[: document.sections.index(section_in(document, key))]
    return tuple(question for each in earlier for question in each.questions)


def _found(things: Sequence[Keyed], key: str) -> Keyed:
    for each in things:
        if each.key == key:
            return each
    raise NotFound


def _replaced(things: tuple[Keyed, ...], thing: Keyed) -> tuple[Keyed, ...]:
    _found(things, thing.key)
    return tuple(thing if each.key == thing.key else each for each in things)


def _moved(things: tuple[Keyed, ...], key: str, by: int) -> tuple[Keyed, ...]:
    thing = _found(things, key)
    others = [each for each in things if each is not thing]
    others.insert(max(0, things.index(thing) + by), thing)
    return tuple(others)
