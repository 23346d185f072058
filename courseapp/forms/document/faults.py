"""What is wrong with a form: what would break it for people, and what is worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from courseapp.countries.languages import language_name
from courseapp.forms.document import known
from courseapp.forms.document.conditions import Condition
from courseapp.forms.document.question_faults import (
    NEEDED_BY_ALL,
    advice,
    of_condition,
    of_question,
)
from courseapp.forms.document.record import (
    FormDocument,
    Question,
    Section,
    Stage,
    Visibility,
)
from courseapp.forms.document.texts import missing_in
from courseapp.forms.document.wording import label_of


@dataclass(frozen=True)
class Fault:
    """A sentence for the organiser, and which question or section it is about.

    While one `blocks`, the form cannot be published: people could not answer it, or the product
    would not understand what they answer. The others are advice. `adds` is the key of a question
    that we know and that would mend it.
    """

    text: str
    question: str = ""
    section: str = ""
    blocks: bool = True
    adds: str = ""


def faults(document: FormDocument, stage: Stage = Stage.APPLICATION) -> tuple[Fault, ...]:
    """Return what is wrong, what blocks first, then in the order of the form."""
    found = list(_found(document, stage))
    return tuple(sorted(found, key=lambda each: not each.blocks))


def blocking(document: FormDocument, stage: Stage = Stage.APPLICATION) -> tuple[Fault, ...]:
    """Return what must be mended before people can be asked."""
    return tuple(each for each in faults(document, stage) if each.blocks)


def _found(document: FormDocument, stage: Stage) -> Iterator[Fault]:
    if not document.questions:
        yield Fault("The form asks nothing yet. Add a question, or start from one of our forms.")
        return
    if stage is Stage.APPLICATION:
        yield from _what_we_need(document)
    for section in document.sections:
        yield from _of_section(document, section)
        for question in section.questions:
            yield from _of_question(document, question, stage)
    yield from _untranslated(document)
    yield from _kept_for_ever(document)


def _what_we_need(document: FormDocument) -> Iterator[Fault]:
    """Without a name nobody can be listed, and without consent nobody may read what is sent."""
    for key, told in ((known.FULL_NAME, "the full name"), (known.CONSENT, "the consent")):
        question = document.by_key.get(key)
        if question is None:
            yield Fault(f"Ask for {told}.", adds=key)
        elif question.need not in NEEDED_BY_ALL:
            yield Fault(f"Set {told} to “needed to send”.", key)
        elif question.shown_if or _section_condition(document, key):
            yield Fault(f"Ask everybody for {told}: take its condition away.", key)
    for key in (known.NATIONALITY, known.WORK_COUNTRY):
        if key not in document.by_key:
            yield Fault(
                f"The form does not ask for the {key.replace('_', ' ')}. Who may take part by "
                "country cannot be found out then.",
                blocks=False,
                adds=key,
            )


def _section_condition(document: FormDocument, key: str) -> Condition:
    section = document.section_of(key)
    return section.shown_if if section else ()


def _of_section(document: FormDocument, section: Section) -> Iterator[Fault]:
    title = document.said(section.title, document.languages[0])
    if not section.title.get(document.languages[0]):
        yield Fault("A section has no title. It is the heading of its page.", section=section.key)
    if not section.questions:
        told = f"“{title}” asks nothing. Nobody sees it."
        yield Fault(told, section=section.key, blocks=False)
    for text in of_condition(document, section.shown_if, _before_section(document, section)):
        yield Fault(f"“{title}” is asked at times: {text}", section=section.key)


def _of_question(document: FormDocument, question: Question, stage: Stage) -> Iterator[Fault]:
    label, before = label_of(document, question), _before_question(document, question)
    if not question.label.get(document.languages[0]):
        yield Fault("A question has no words yet.", question.key)
    conditions = (question.shown_if, question.needed_if)
    told = (of_condition(document, each, before) for each in conditions)
    for text in chain(of_question(question), *told):
        yield Fault(f"“{label}”: {text}", question.key)
    for text in advice(question, stage):
        yield Fault(f"“{label}”: {text}", question.key, blocks=False)


def _before_section(document: FormDocument, section: Section) -> frozenset[str]:
    keys: set[str] = set()
    for each in document.sections:
        if each.key == section.key:
            break
        keys |= {question.key for question in each.questions}
    return frozenset(keys)


def _before_question(document: FormDocument, question: Question) -> frozenset[str]:
    keys = [each.key for each in document.questions]
    return frozenset(keys[: keys.index(question.key)])


def _untranslated(document: FormDocument) -> Iterator[Fault]:
    first = language_name(document.languages[0])
    for language in document.languages[1:]:
        number = len(missing_in(document, language))
        if number:
            texts = "1 text is" if number == 1 else f"{number} texts are"
            them = "it" if number == 1 else "them"
            told = f"{language_name(language)}: {texts} missing. People read {them} in {first}."
            yield Fault(told, blocks=False)


def _kept_for_ever(document: FormDocument) -> Iterator[Fault]:
    """Names and countries stay with the event: they are on its list. Others need an end."""
    number = sum(1 for each in document.questions if _should_end(each))
    if number:
        told = "1 sensitive answer has" if number == 1 else f"{number} sensitive answers have"
        yield Fault(f"{told} no date of deletion. Say how long they are kept.", blocks=False)


def _should_end(question: Question) -> bool:
    is_kept = question.kept_days is None and question.kept_until is None
    return is_kept and question.visibility is Visibility.SENSITIVE
