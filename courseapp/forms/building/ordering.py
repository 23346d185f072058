"""What a button of the list of questions moves, and where to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from courseapp.core.errors import NotFound
from courseapp.forms.building import editing
from courseapp.forms.building.composing import Edit
from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.wording import label_of

_BY = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Move:
    """One step of ordering: its name in words, the edit, and where on the page it ends."""

    summary: str
    edit: Edit
    anchor: str


def move_wanted(document: FormDocument, typed: Mapping[str, str]) -> Move:
    """Return what ``move`` says: ``question:up:phone``, ``section:down:work``, or ``place``.

    With ``place`` the question ``key`` goes into ``section``, with ``at`` others before it.
    Raises NotFound for anything else, and for what is gone.
    """
    what, _, rest = typed.get("move", "").partition(":")
    way, _, key = rest.partition(":")
    if what == "place":
        return _placed(document, typed)
    if what == "question" and way in _BY:
        told = f"moved “{label_of(document, editing.question_in(document, key))}” {way}"
        return Move(told, partial(editing.move_question, key=key, by=_BY[way]), f"q-{key}")
    if what == "section" and way in _BY:
        section = editing.section_in(document, key)
        told = f"moved the section “{document.said(section.title, document.languages[0])}” {way}"
        return Move(told, partial(editing.move_section, key=key, by=_BY[way]), f"s-{key}")
    raise NotFound


def _placed(document: FormDocument, typed: Mapping[str, str]) -> Move:
    key, into, at = typed.get("key", ""), typed.get("section", ""), typed.get("at", "")
    question, section = editing.question_in(document, key), editing.section_in(document, into)
    place = int(at) if at.isdecimal() and len(at) < 6 else len(document.questions)
    title = document.said(section.title, document.languages[0])
    told = f"moved “{label_of(document, question)}” into “{title}”"
    edit = partial(editing.place_question, key=key, section=into, at=place)
    return Move(told, edit, f"q-{key}")
