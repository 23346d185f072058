"""Whether a form that came from elsewhere can be kept and shown at all, whatever it asks."""

from collections import Counter
from collections.abc import Iterable, Iterator

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.countries.languages import is_language_tag
from courseapp.events.clock.due import read_due
from courseapp.forms.document.keys import is_key
from courseapp.forms.document.record import FormDocument, Kind, Question
from courseapp.forms.document.texts import Place, texts_of

MOST_QUESTIONS = 200
MOST_SECTIONS = 30
MOST_ITEMS = 100  # options or columns of one question
MOST_LANGUAGES = 12
MOST_CLAUSES = 30
LONGEST_LABEL = 500
LONGEST_VERSION = 40
LONGEST_WORDS = 5_000  # of a statement or an introduction
LARGEST_NUMBER = 999_999_999
LONGEST_KEPT_DAYS = 36_500
CELLS = (Kind.LINE, Kind.NUMBER, Kind.DATE, Kind.COUNTRY)
_LONG = frozenset({"statement", "intro", "help"})


def unsound(document: FormDocument) -> Iterator[str]:
    """Yield what keeps the form out, each as a sentence."""
    yield from _sizes(document)
    yield from _languages(document)
    yield from _bad_keys(document)
    for place, texts in texts_of(document):
        longest = LONGEST_WORDS if place.part in _LONG else LONGEST_LABEL
        if any(len(text) > longest for text in texts.values()):
            yield f"A text of {_at(place)} is longer than {longest:,} characters."
    for question in document.questions:
        yield from (f"The question {question.key}: {each}" for each in _of_question(question))


def _sizes(document: FormDocument) -> Iterator[str]:
    for number, most, what in (
        (len(document.sections), MOST_SECTIONS, "sections"),
        (len(document.questions), MOST_QUESTIONS, "questions"),
        (len(document.languages), MOST_LANGUAGES, "languages"),
    ):
        if number > most:
            yield f"There are {number} {what}. A form may have {most}."


def _languages(document: FormDocument) -> Iterator[str]:
    if not document.languages:
        yield "The form says not in which language it is written."
    for tag in document.languages:
        if not is_language_tag(tag):
            yield f"“{tag[:40]}” is no tag of a language, such as fr or pt-BR."
    yield from _twice("language", document.languages)


def _bad_keys(document: FormDocument) -> Iterator[str]:
    sections = [each.key for each in document.sections]
    questions = [each.key for each in document.questions]
    options = [each.key for question in document.questions for each in question.options]
    columns = [each.key for question in document.questions for each in question.columns]
    for key in (*sections, *questions, *options, *columns):
        if not is_key(key):
            yield f"“{key[:40]}” is no key: use small letters, digits and “_”, a letter first."
    yield from _twice("section", sections)
    yield from _twice("question", questions)


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    for key, number in Counter(keys).items():
        if number > 1:
            yield f"The {what} {key} is there {number} times."


def _at(place: Place) -> str:
    return place.question or place.section or "the form"


def _of_question(question: Question) -> Iterator[str]:
    for check in (_items, _numbers, _clauses, _others):
        yield from check(question)


def _items(question: Question) -> Iterator[str]:
    for items in (question.options, question.columns):
        yield from _twice("key", (each.key for each in items))
        if len(items) > MOST_ITEMS:
            yield f"it has {len(items)} options or columns. {MOST_ITEMS} are allowed."
    if any(each.kind not in CELLS for each in question.columns):
        yield "a column takes short text, a number, a date or a country."


def _numbers(question: Question) -> Iterator[str]:
    for number in (question.least, question.most, question.words):
        if number is not None and not 0 <= number <= LARGEST_NUMBER:
            yield f"{number} is out of bounds."
    if question.kept_days is not None and not 0 <= question.kept_days <= LONGEST_KEPT_DAYS:
        yield f"it cannot be kept for {question.kept_days} days."


def _clauses(question: Question) -> Iterator[str]:
    groups = (*question.shown_if, *question.needed_if)
    clauses = [clause for group in groups for clause in group]
    if len(clauses) > MOST_CLAUSES:
        yield f"its conditions have {len(clauses)} parts. {MOST_CLAUSES} are allowed."
    if any(not is_key(each.question) or not _is_line(each.value) for each in clauses):
        yield "its conditions compare with what no answer can be."


def _others(question: Question) -> Iterator[str]:
    if (
        not _is_line(question.statement_version)
        or len(question.statement_version) > LONGEST_VERSION
    ):
        yield "the version of its statement is no short text."
    try:
        read_due(question.due)
    except Problem as problem:
        yield problem.message


def _is_line(text: str) -> bool:
    return text == one_line(text) and len(text) <= LONGEST_LABEL
