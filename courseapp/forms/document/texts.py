"""Every text of a form with its place: what there is to translate, and what is missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courseapp.core.typed_text import paragraphs
from courseapp.forms.document.record import FormDocument, Question, Section, Texts, said

SECTION_PARTS = ("title", "intro")
QUESTION_PARTS = ("label", "help", "missing", "low", "high", "statement")
ITEM_PARTS = ("options", "columns")

Change = Callable[["Place", Texts], Texts]


@dataclass(frozen=True)
class Place:
    """Where a text stands: the form's title has no section, a section's text no question.

    `part` names the field; for the label of an option or a column that is ``options`` or
    ``columns``, and `item` its key.
    """

    section: str = ""
    question: str = ""
    part: str = "title"
    item: str = ""

    def __str__(self) -> str:
        return "/".join((self.section, self.question, self.part, self.item))

    @classmethod
    def of(cls, text: str) -> "Place":
        """Return the place that `str` gave. Raises ValueError for anything else."""
        section, question, part, item = text.split("/")
        return cls(section, question, part, item)


def texts_of(document: FormDocument) -> Iterator[tuple[Place, Texts]]:
    """Yield each text that somebody wrote, in its order."""
    for place, texts in _all(document):
        if any(texts.values()):
            yield place, texts


def missing_in(document: FormDocument, language: str) -> tuple[Place, ...]:
    """Return the places of texts that are written, but not in this language."""
    return tuple(place for place, texts in texts_of(document) if not texts.get(language))


def missing_by_language(document: FormDocument) -> Mapping[str, int]:
    """Return how many texts each language lacks, but for the first."""
    return {each: len(missing_in(document, each)) for each in document.languages[1:]}


def missing_by_section(document: FormDocument, language: str) -> Mapping[str, int]:
    """Return how many texts of each section the language lacks; the form's title under ""."""
    missing = [place.section for place in missing_in(document, language)]
    return {key: missing.count(key) for key in ("", *(each.key for each in document.sections))}


def with_texts(document: FormDocument, language: str, texts: Mapping[Place, str]) -> FormDocument:
    """Return the form with these texts in the language; an empty one takes the text away.

    Places that the form has not are passed over.
    """
    return _each(document, lambda place, held: _changed(held, language, texts.get(place)))


def tidied(document: FormDocument) -> FormDocument:
    """Return the form without what nobody can see in its texts, and without empty ones."""

    def change(_place: Place, held: Texts) -> Texts:
        tidy = {tag: paragraphs(text) for tag, text in held.items()}
        return {tag: text for tag, text in tidy.items() if text}

    return _each(document, change)


def spoken_in(question: Question, languages: tuple[str, ...]) -> Question:
    """Return the question with words in these languages alone.

    What has none in the first of them gets there what it says in whichever language it has.
    """

    def change(_place: Place, held: Texts) -> Texts:
        kept = {tag: text for tag, text in held.items() if tag in languages}
        first = said(held, *languages)
        return {languages[0]: first, **kept} if first else {}

    return _question("", question, change)


def with_language(document: FormDocument, language: str) -> FormDocument:
    """Return the form with one more language, in which nothing is written yet."""
    if language in document.languages:
        return document
    return replace(document, languages=(*document.languages, language))


def without_language(document: FormDocument, language: str) -> FormDocument:
    """Return the form without a language and its texts. The first language always stays."""
    if language not in document.languages[1:]:
        return document
    empty = {place: "" for place, _texts in texts_of(document)}
    kept = tuple(each for each in document.languages if each != language)
    return replace(with_texts(document, language, empty), languages=kept)


def _all(document: FormDocument) -> Iterator[tuple[Place, Texts]]:
    yield Place(), document.title
    for section in document.sections:
        for part in SECTION_PARTS:
            yield Place(section.key, part=part), getattr(section, part)
        for question in section.questions:
            yield from _of_question(section.key, question)


def _of_question(section: str, question: Question) -> Iterator[tuple[Place, Texts]]:
    for part in QUESTION_PARTS:
        yield Place(section, question.key, part), getattr(question, part)
    for part in ITEM_PARTS:
        for item in getattr(question, part):
            yield Place(section, question.key, part, item.key), item.label


def _each(document: FormDocument, change: Change) -> FormDocument:
    sections = (_section(each, change) for each in document.sections)
    title = change(Place(), document.title)
    return replace(document, title=title, sections=tuple(sections))


def _section(section: Section, change: Change) -> Section:
    own: dict[str, Any] = {
        part: change(Place(section.key, part=part), getattr(section, part))
        for part in SECTION_PARTS
    }
    questions = (_question(section.key, each, change) for each in section.questions)
    return replace(section, **own, questions=tuple(questions))


def _question(section: str, question: Question, change: Change) -> Question:
    own: dict[str, Any] = {
        part: change(Place(section, question.key, part), getattr(question, part))
        for part in QUESTION_PARTS
    }
    for part in ITEM_PARTS:
        own[part] = tuple(
            replace(each, label=change(Place(section, question.key, part, each.key), each.label))
            for each in getattr(question, part)
        )
    return replace(question, **own)


def _changed(texts: Texts, language: str, text: str | None) -> Texts:
    """Return texts with another one in the language; None leaves them as they are."""
    if text is None or text == texts.get(language, ""):
        return texts
    others = {tag: each for tag, each in texts.items() if tag != language}
    return {**others, language: text} if text else others
