"""What each kind of question takes for an answer. Each returns what is wrong, or None."""

import re
from collections.abc import Iterator

from email_validator import EmailNotValidError, validate_email

from courseapp.core.typed_text import words
from courseapp.countries.languages import language_choices
from courseapp.countries.names import is_country
from courseapp.forms.document.complaints import Complaint, complain
from courseapp.forms.document.dates import read_day
from courseapp.forms.document.levels import LEVELS, read_level
from courseapp.forms.document.record import Column, Kind, Option, Question

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
LETTERS_PER_WORD = 10  # bounds texts in scripts that put no space between words
LONGEST_ECHO = 40
MOST_ROWS = 30
MOST_LANGUAGES = 12
_LINK = re.compile(r"(?:https?://)?[^\s/@:]+\.[^\s/@:]+(?:[:/?#]\S*)?", re.IGNORECASE)


def line(question: Question, text: str) -> Complaint | None:
    """Refuse what cannot be kept whole, and more words than the question asks for."""
    too_long = _too_long(text, LONGEST_LINE)
    return too_long if question.words is None else _too_many_words(question.words, text) or too_long


def text(question: Question, text: str) -> Complaint | None:
    """Refuse more words than the question asks for."""
    if question.words is None:
        return _too_long(text, LONGEST_TEXT)
    return _too_many_words(question.words, text)


def _too_many_words(limit: int, text: str) -> Complaint | None:
    count = words(text)
    if count > limit:
        return complain(
            "This has {count:,} words. Shorten it to {limit:,} words.", count=count, limit=limit
        )
    return _too_long(text, limit * LETTERS_PER_WORD)


def number(question: Question, text: str) -> Complaint | None:
    """Refuse what is no whole number, or one that is out of bounds."""
    digits = text.replace(",", "").replace(" ", "")
    least = 0 if question.least is None else question.least
    most = 999_999_999 if question.most is None else question.most
    if digits.isdecimal() and len(digits) < 10 and least <= int(digits) <= most:
        return None
    return complain(
        "“{typed}” is not a number from {least} to {most}. Enter digits only, for example {like}.",
        typed=text[:LONGEST_ECHO],
        least=least,
        most=most,
        like=min(max(4, least), most),
    )


def day(_question: Question, text: str) -> Complaint | None:
    """Refuse a day that there is not, such as 30 February."""
    if read_day(text):
        return None
    return complain(
        "“{typed}” is not a day that exists. Write it like 5 March 1990 or 1990-03-05.",
        typed=text[:LONGEST_ECHO],
    )


def yes_no(_question: Question, text: str) -> Complaint | None:
    """Refuse anything but yes and no."""
    return None if text in {"yes", "no"} else _not_offered(text)


def choice(question: Question, text: str) -> Complaint | None:
    """Refuse what is not offered, or no more."""
    if text in {each.key for each in question.offered}:
        return None
    return _withdrawn(question, text) or _not_offered(text)


def many(question: Question, text: str) -> Complaint | None:
    """Refuse what is not offered, and more than may be chosen."""
    chosen = _lines(text)
    offered = {each.key for each in question.offered}
    for each in chosen:
        if each not in offered:
            return _withdrawn(question, each) or _not_offered(each)
    return _too_many(question, len(chosen))


def ranked(question: Question, text: str) -> Complaint | None:
    """Refuse one wish named twice, besides what is refused of any choice."""
    chosen = _lines(text)
    labels = {each.key: each.label for each in question.options}
    twice = next((each for each in chosen if chosen.count(each) > 1), None)
    if twice in labels:
        return complain("You chose “{option}” twice. Choose each once.", option=labels[twice])
    return many(question, text)


def too_few(question: Question, text: str) -> Complaint | None:
    """Refuse, once it is sent, fewer choices than asked for."""
    count = len(_lines(text))
    if question.least is None or count >= question.least or not count:
        return None
    return complain(
        "Choose {least} at least. You chose {count}.", least=question.least, count=count
    )


def scale(question: Question, text: str) -> Complaint | None:
    """Refuse a step that the scale has not."""
    steps = range(question.least or 1, (question.most or 5) + 1)
    return None if text in map(str, steps) else _not_offered(text)


def country(_question: Question, text: str) -> Complaint | None:
    """Refuse a code that is no country's."""
    if is_country(text):
        return None
    return complain(
        "“{typed}” is not a country in our list. Choose one from the list.",
        typed=text[:LONGEST_ECHO],
    )


def countries(question: Question, text: str) -> Complaint | None:
    """Refuse a code that is no country's."""
    wrong = (country(question, code) for code in _lines(text))
    return next(filter(None, wrong), _too_many(question, len(_lines(text))))


def languages(_question: Question, text: str) -> Complaint | None:
    """Refuse a language that nobody knows, or one without its level."""
    lines = _lines(text)
    if len(lines) > MOST_LANGUAGES:
        return complain("Name {most} languages at most.", most=MOST_LANGUAGES)
    return next(filter(None, map(_language, lines)), None)


def email(_question: Question, text: str) -> Complaint | None:
    """Refuse what is no address (RFC 5321, 6531)."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return complain(
            "“{typed}” is not an e-mail address. Enter one like name@example.org.",
            typed=text[:LONGEST_ECHO],
        )
    return None


def phone(_question: Question, text: str) -> Complaint | None:
    """Take a number however it is written; refuse what nobody could call."""
    if 4 <= sum(character.isdecimal() for character in text) <= 20 and len(text) <= 60:
        return None
    return complain("Enter a number that we can call, for example +228 90 12 34 56.")


def link(_question: Question, text: str) -> Complaint | None:
    """Refuse what is not the address of a page: no other scheme than http and https."""
    if _LINK.fullmatch(text) and len(text) <= LONGEST_LINE:
        return None
    return complain("Enter the address of a page, for example https://example.org/about.")


def files(question: Question, text: str) -> Complaint | None:
    """Refuse more files than may be sent."""
    return _too_many(question, len(_lines(text)))


def table(question: Question, text: str) -> Complaint | None:
    """Refuse too many rows, and cells that their column does not take."""
    rows = _lines(text)
    most = question.most or MOST_ROWS
    if len(rows) > most:
        return complain("There are {count} rows. Keep {most} at most.", count=len(rows), most=most)
    return next(_wrong_cells(question, rows), None)


def statement(question: Question, text: str) -> Complaint | None:
    """Refuse an agreement to another version than the one that was shown."""
    if text == question.statement_version:
        return None
    return complain("This statement was changed. Please read it and agree again.")


def nothing(_question: Question, _text: str) -> Complaint | None:
    """Take anything."""
    return None


def _lines(text: str) -> list[str]:
    return [each for each in text.split("\n") if each]


def _too_long(text: str, most: int) -> Complaint | None:
    if len(text) <= most:
        return None
    return complain(
        "Use at most {most:,} characters. There are {count:,}: shorten the text.",
        most=most,
        count=len(text),
    )


def _not_offered(text: str) -> Complaint:
    return complain(
        "“{typed}” is not in the list. Choose one from the list.", typed=text[:LONGEST_ECHO]
    )


def _withdrawn(question: Question, key: str) -> Complaint | None:
    option: Option | None = next((each for each in question.options if each.key == key), None)
    if option is None:
        return None
    return complain("“{option}” can no longer be chosen. Choose again.", option=option.label)


def _too_many(question: Question, count: int) -> Complaint | None:
    if question.most is None or count <= question.most:
        return None
    return complain("Choose {most} at most. You chose {count}.", most=question.most, count=count)


def _language(line: str) -> Complaint | None:
    tag, level = read_level(line)
    if not tag:
        return complain("Choose the language for each level.")
    if tag not in dict(language_choices()):
        return complain("“{typed}” is not a language that we know.", typed=tag[:LONGEST_ECHO])
    if level not in LEVELS:
        return complain("Choose how well you speak each language.")
    return None


def _wrong_cells(question: Question, rows: list[str]) -> Iterator[Complaint]:
    width = len(question.columns)
    for number, row in enumerate(rows, start=1):
        cells = (row.split("\t") + [""] * width)[:width]
        for column, cell in zip(question.columns, cells, strict=True):
            if wrong := _wrong_cell(column, cell):
                yield complain(
                    "Row {number}, {column}: {wrong}",
                    number=number,
                    column=column.label,
                    wrong=wrong,
                )


def _wrong_cell(column: Column, cell: str) -> Complaint | None:
    if not cell:
        return complain("Enter something.") if column.is_needed else None
    inner = Question(column.key, column.kind, column.label)
    return _CELLS[column.kind](inner, cell)


_CELLS = {Kind.LINE: line, Kind.NUMBER: number, Kind.DATE: day, Kind.COUNTRY: country}
