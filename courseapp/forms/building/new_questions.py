"""Questions to add: those that we know, with their wording, and blank ones of each kind."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from courseapp.forms.document.conditions import Condition, questions_of
from courseapp.forms.document.keys import free_key
from courseapp.forms.document.known import KNOWN
from courseapp.forms.document.record import FormDocument, Kind, Question, Stage
from courseapp.forms.document.texts import spoken_in
from courseapp.forms.shipped import LOGISTICS, OFFICIALS, shipped_form

# The wording that organisers begin with is that of our own forms.
WORDED_IN = MappingProxyType({Stage.APPLICATION: OFFICIALS, Stage.LOGISTICS: LOGISTICS})
_BEGIN: Mapping[Kind, Mapping[str, Any]] = MappingProxyType(
    {
        Kind.TEXT: {"words": 150},
        Kind.SCALE: {"least": 1, "most": 5},
        Kind.FILE: {"most": 1},
        Kind.TABLE: {"most": 6},
    }
)


@dataclass(frozen=True)
class ReadyGroup:
    """Questions that we know, as one of our forms groups them."""

    title: str
    questions: tuple[Question, ...]


def ready_groups(document: FormDocument, stage: Stage) -> Iterator[ReadyGroup]:
    """Yield what we know to ask at this stage and the form does not ask yet."""
    ours = shipped_form(WORDED_IN[stage])
    for section in ours.sections:
        left = tuple(each for each in section.questions if _can_be_added(document, each))
        if left:
            yield ReadyGroup(ours.said(section.title, document.languages[0]), left)


def ready_question(document: FormDocument, stage: Stage, key: str) -> Question | None:
    """Return a question that we know, in the languages of the form; None where we know none.

    Conditions on what the form does not ask are left out.
    """
    found = shipped_form(WORDED_IN[stage]).by_key.get(key)
    if found is None:
        return None
    spoken = spoken_in(found, document.languages)
    return replace(
        spoken,
        shown_if=_kept(spoken.shown_if, document),
        needed_if=_kept(spoken.needed_if, document),
    )


def blank_question(
    document: FormDocument, kind: Kind, label: str, taken: Collection[str]
) -> Question:
    """Return a new question of a kind. `taken` are keys that the form once had.

    A key that the product understands is never made of an organiser's words by chance.
    """
    key = free_key(label, {*taken, *document.by_key, *KNOWN}, "question")
    return Question(key, kind, {document.languages[0]: label}, **_BEGIN.get(kind, {}))


def _can_be_added(document: FormDocument, question: Question) -> bool:
    """Whether it is not asked yet, and makes sense without a question that is not asked either."""
    if question.key in document.by_key:
        return False
    return question.key in KNOWN or questions_of(question.shown_if) <= document.by_key.keys()


def _kept(condition: Condition, document: FormDocument) -> Condition:
    return condition if questions_of(condition) <= document.by_key.keys() else ()
