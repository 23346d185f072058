"""What a form asks of somebody, given what she has answered so far."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from courseapp.forms.document import checks
from courseapp.forms.document.complaints import Complaint, complain
from courseapp.forms.document.conditions import holds
from courseapp.forms.document.reading import complaint
from courseapp.forms.document.record import FormDocument, Kind, Need, Question, Section, Texts

NEEDED = {
    Kind.CHOICE: complain("Choose an answer: {question}"),
    Kind.YES_NO: complain("Choose yes or no: {question}"),
    Kind.MANY: complain("Choose at least one: {question}"),
    Kind.RANKED: complain("Choose what you would like most: {question}"),
    Kind.SCALE: complain("Choose a step: {question}"),
    Kind.COUNTRY: complain("Choose a country: {question}"),
    Kind.COUNTRIES: complain("Choose a country: {question}"),
    Kind.LANGUAGES: complain("Choose a language and how well you speak it: {question}"),
    Kind.FILE: complain("Add a file: {question}"),
    Kind.STATEMENT: complain(
        "Tick the box if you agree. Without it the organisers may not read what you send: "
        "{question}"
    ),
}


def shown(document: FormDocument, texts: Mapping[str, str]) -> FormDocument:
    """Return the form without what is not asked, given the answers; notes are never asked.

    A question that is not asked counts as not answered for those that depend on it.
    """
    return _shown(document, texts, with_notes=False)


def shown_to_readers(document: FormDocument, texts: Mapping[str, str]) -> FormDocument:
    """Return what is asked, given the answers, with the notes for those who read them."""
    return _shown(document, texts, with_notes=True)


def relevant(document: FormDocument, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers to what is asked; what was typed and then became needless is left out."""
    asked = shown(document, texts).questions
    return {each.key: texts[each.key] for each in asked if texts.get(each.key)}


def problems(
    document: FormDocument, texts: Mapping[str, str], *, sending: bool
) -> Mapping[str, Complaint]:
    """Return what is wrong with the answers by question; with `sending` also what is missing.

    Each is the first complaint of its question. `document` is what is shown of a form.
    """
    found = ((each, _problem(each, document, texts, sending)) for each in document.questions)
    return {question.key: wrong for question, wrong in found if wrong is not None}


def is_needed(question: Question, texts: Mapping[str, str], *, sending: bool) -> bool:
    """Return whether the question must be answered now."""
    if question.need is Need.SOMETIMES:
        return sending and holds(question.needed_if, texts)
    return question.need is Need.ALWAYS or (sending and question.need is Need.SENDING)


def _problem(
    question: Question, document: FormDocument, texts: Mapping[str, str], sending: bool
) -> Complaint | None:
    text = texts.get(question.key, "")
    if text:
        few = checks.too_few(question, text) if sending and question.kind in _COUNTED else None
        return complaint(question, text) or few
    if not is_needed(question, texts, sending=sending) or (question.due and sending):
        return None
    if question.missing:
        return Complaint("{own}", {"own": _first(document, question.missing)})
    sentence = NEEDED.get(question.kind) or complain("Answer this: {question}")
    return replace(sentence, gaps={"question": _first(document, question.label)})


def _first(document: FormDocument, texts: Texts) -> Texts:
    """The words, those of the language in which the form was written first."""
    original = document.languages[0]
    return {original: texts[original], **texts} if original in texts else texts


_COUNTED = frozenset({Kind.MANY, Kind.RANKED, Kind.FILE})


def _shown(document: FormDocument, texts: Mapping[str, str], *, with_notes: bool) -> FormDocument:
    known = dict(texts)
    sections = [_shown_section(section, known, with_notes) for section in document.sections]
    return document.with_sections(each for each in sections if each.questions)


def _shown_section(section: Section, known: dict[str, str], with_notes: bool) -> Section:
    if not holds(section.shown_if, known):
        for question in section.questions:
            known.pop(question.key, None)
        return replace(section, questions=())
    return replace(section, questions=tuple(_shown_questions(section, known, with_notes)))


def _shown_questions(
    section: Section, known: dict[str, str], with_notes: bool
) -> Iterator[Question]:
    for question in section.questions:
        is_read = with_notes or question.kind is not Kind.NOTE
        if is_read and holds(question.shown_if, known):
            yield question
        else:
            known.pop(question.key, None)
