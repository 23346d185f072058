"""What is wrong with one question of a form, or with a condition: sentences that begin small."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from courseapp.forms.document import known
from courseapp.forms.document.conditions import Comparison, Condition
from courseapp.forms.document.record import (
    FormDocument,
    Kind,
    Need,
    Question,
    Stage,
    Visibility,
    said,
)
from courseapp.forms.document.wording import kind_label, label_of

CHOSEN = frozenset({Kind.CHOICE, Kind.MANY, Kind.RANKED})
NEEDED_BY_ALL = frozenset({Need.SENDING, Need.ALWAYS})
MOST_STEPS = 10
MOST = 999_999_999
# Words of forms of one country that many others cannot answer.
POSTAL = ("postal code", "postcode", "zip code", "code postal", "código postal")
# What is asked only once somebody has a seat, by the keys of our form for that.
AFTER_ADMISSION = ("passport_number", "passport_copy", "emergency_phone", "diet")


def of_question(question: Question) -> Iterator[str]:
    """Yield what would break the question for people."""
    for check in (*_EACH, *_OF_KIND.get(question.kind, ())):
        yield from check(question)


def of_condition(
    document: FormDocument, condition: Condition, before: frozenset[str]
) -> Iterator[str]:
    """Yield what is wrong with a condition; `before` are the keys of what was asked by then."""
    for clause in (clause for group in condition for clause in group):
        question = document.by_key.get(clause.question)
        if question is None:
            yield "its condition asks for a question that is gone."
        elif clause.question not in before:
            yield f"its condition asks for “{label_of(document, question)}”, which comes later."
        elif clause.comparison in {Comparison.IS, Comparison.IS_NOT} and not clause.value:
            yield "its condition compares with nothing."
        elif question.options and clause.value and not _has_option(question, clause.value):
            yield f"its condition asks for an option that “{label_of(document, question)}” has not."


def _has_option(question: Question, key: str) -> bool:
    return any(each.key == key for each in question.options)


def advice(question: Question, stage: Stage) -> Iterator[str]:
    """Yield what is worth a second look."""
    needed = question.need in NEEDED_BY_ALL
    if needed and any(word in _said_of(question) for word in POSTAL):
        yield "more than 50 countries have no postal codes. Make it optional."
    if question.key == known.ORGANISATION_TYPE:
        yield from _own_types(question)
    if stage is Stage.APPLICATION and question.key in AFTER_ADMISSION:
        yield "ask this only of people who have a seat, in the form for after admission."
    if stage is Stage.APPLICATION and question.visibility is Visibility.SENSITIVE and needed:
        yield "it is sensitive, and everybody must answer it. Does the selection need it?"


def _said_of(question: Question) -> str:
    return " ".join(question.label.values()).casefold()


def _own_types(question: Question) -> Iterator[str]:
    own = [each for each in question.offered if each.key not in known.ORGANISATION_TYPES]
    if own:
        named = said(own[0].label, "en") or own[0].key
        yield f"lists and rules do not know “{named}”. Who chooses it counts as of no type."


def _kind_we_know(question: Question) -> Iterator[str]:
    kinds = known.KNOWN.get(question.key)
    if kinds and question.kind not in kinds:
        expected = " or ".join(kind_label(kind) for kind in kinds)
        yield (
            f"we understand its answers only as “{expected}”. Remove it, and ask it as a question "
            "of your own."
        )


def _needed_when(question: Question) -> Iterator[str]:
    if question.need is Need.SOMETIMES and not question.needed_if:
        yield "say when its answer is needed, or make it optional."


def _bounds(question: Question) -> Iterator[str]:
    if (question.least or 0) > (question.most if question.most is not None else MOST):
        yield f"at least {question.least} and at most {question.most} cannot be."


def _options(question: Question) -> Iterator[str]:
    if question.key == known.MODULES and question.kind is Kind.RANKED:
        return  # the modules of the event are offered
    if len(question.offered) < 2:
        yield "offer two options at least."
    if any(not any(each.label.values()) for each in question.offered):
        yield "an option has no words yet."
    if question.least is not None and question.least > len(question.offered):
        yield f"{question.least} cannot be chosen of {len(question.offered)}."


def _scale(question: Question) -> Iterator[str]:
    least, most = min(question.ends), max(question.ends)
    if not least < most <= least + MOST_STEPS:
        yield f"let the scale go up, by {MOST_STEPS} steps at most."


def _statement(question: Question) -> Iterator[str]:
    if not any(question.statement.values()):
        yield "write what people agree to."


def _columns(question: Question) -> Iterator[str]:
    if not question.columns:
        yield "add a column."
    if any(not any(each.label.values()) for each in question.columns):
        yield "a column has no words yet."


_Check = Callable[[Question], Iterator[str]]
_EACH: tuple[_Check, ...] = (_kind_we_know, _needed_when, _bounds)
_OF_KIND: Mapping[Kind, tuple[_Check, ...]] = MappingProxyType(
    {
        **dict.fromkeys(CHOSEN, (_options,)),
        Kind.SCALE: (_scale,),
        Kind.STATEMENT: (_statement,),
        Kind.TABLE: (_columns,),
    }
)
