"""A form as it was composed: sections of questions, in one language or in several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from courseapp.forms.document.conditions import ALWAYS_TRUE, Condition

Texts = Mapping[str, str]  # by BCP 47 language tag


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"  # a whole one
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MANY = "many"
    RANKED = "ranked"  # the first wish first
    SCALE = "scale"
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    COUNTRIES = "countries"
    LANGUAGES = "languages"  # each with its level: CEFR, or native
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    FILE = "file"
    TABLE = "table"
    STATEMENT = "statement"  # a text that one agrees to
    NOTE = "note"  # for those who read the answers; the applicant never sees it


class Need(StrEnum):
    """When an answer is asked for."""

    OPTIONAL = "optional"
    SENDING = "sending"  # a draft may leave it empty
    ALWAYS = "always"  # before she goes on to the next section
    SOMETIMES = "sometimes"  # at sending, when `needed_if` holds


class Visibility(StrEnum):
    """Who may read the answer, besides its writer. Each is narrower than the one before."""

    REVIEWERS = "reviewers"
    ORGANISERS = "organisers"
    SENSITIVE = "sensitive"  # organisers, one at a time; in no list, mail, export or count


class Stage(StrEnum):
    """When a form is asked for."""

    APPLICATION = "application"
    LOGISTICS = "logistics"  # only of those who have a seat


@dataclass(frozen=True)
class Option:
    """Something to choose. One that is withdrawn is offered to nobody and still read."""

    key: str
    label: Texts
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table; `kind` is line, number, date or country."""

    key: str
    label: Texts
    kind: Kind = Kind.LINE
    is_needed: bool = False


@dataclass(frozen=True)
class Question:
    """One question. `key` is unique in the form, and stays when the words change.

    `least` and `most` bound a number, the steps of a scale, and how many of something there may
    be; `words` bounds a text. `low` and `high` name the ends of a scale. `statement` is what one
    agrees to, in the version `statement_version`. `due` is until when a file may follow, see
    `events.clock.due`. `kept_days` counts from the last day of the event, after which the answer
    is deleted; so does `kept_until`, as a day. Where neither is set it is kept with the event.
    """

    key: str
    kind: Kind
    label: Texts
    help: Texts = field(default_factory=dict)
    missing: Texts = field(default_factory=dict)  # what she reads when she left it empty
    need: Need = Need.OPTIONAL
    needed_if: Condition = ALWAYS_TRUE
    shown_if: Condition = ALWAYS_TRUE
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    least: int | None = None
    most: int | None = None
    words: int | None = None
    low: Texts = field(default_factory=dict)
    high: Texts = field(default_factory=dict)
    statement: Texts = field(default_factory=dict)
    statement_version: str = ""
    due: str = ""
    visibility: Visibility = Visibility.REVIEWERS
    is_personal: bool = False
    kept_days: int | None = None
    kept_until: date | None = None

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that can still be chosen."""
        return tuple(each for each in self.options if not each.is_withdrawn)

    @property
    def ends(self) -> Mapping[int, Texts]:
        """What the first and the last step of a scale are called."""
        return {self.least or 1: self.low, self.most or 5: self.high}


@dataclass(frozen=True)
class Section:
    """One page of the form; its key stands in the address of the page."""

    key: str
    title: Texts
    intro: Texts = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    shown_if: Condition = ALWAYS_TRUE


@dataclass(frozen=True)
class FormDocument:
    """A whole form. `languages` are BCP 47 tags; the first is the one it was written in."""

    title: Texts
    languages: tuple[str, ...] = ("en",)
    sections: tuple[Section, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def by_key(self) -> Mapping[str, Question]:
        """All questions by their keys."""
        return {question.key: question for question in self.questions}

    def section_of(self, key: str) -> Section | None:
        """Return the section that asks the question."""
        return next((each for each in self.sections if _asks(each, key)), None)

    def said(self, texts: Texts, language: str) -> str:
        """Return the words in the language, else in the one the form was written in."""
        return said(texts, language, *self.languages)

    def with_sections(self, sections: Iterator[Section]) -> "FormDocument":
        """Return the form with other sections."""
        return replace(self, sections=tuple(sections))


def said(texts: Texts, *wanted: str) -> str:
    """Return the words in the first of the languages that has some; ``pt`` serves for ``pt-BR``."""
    for language in wanted:
        for tag in (language, language.partition("-")[0]):
            if texts.get(tag):
                return texts[tag]
    return next(iter(texts.values()), "")


def _asks(section: Section, key: str) -> bool:
    return any(question.key == key for question in section.questions)
