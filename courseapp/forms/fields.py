"""The controls of a form's questions: one page of questions as a WTForms form.

What is right is decided by `forms.document`; here an answer only becomes controls, and controls
an answer. Where a question has several controls (a ranked choice, languages, a table), they are
named ``key-1``, ``key-2`` and so on; the same answer is also taken as one text under ``key``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.widgets import CheckboxInput, DateInput, EmailInput, TelInput, TextInput, URLInput

from courseapp.core.menus import LongMenu
from courseapp.core.translations import gettext
from courseapp.countries.spoken_names import country_choices_said, language_choices_said
from courseapp.forms.document.complaints import Complaint
from courseapp.forms.document.dates import read_day
from courseapp.forms.document.levels import LEVELS, level_text, read_level
from courseapp.forms.document.reading import rows_of, table_text, tidy, values_of
from courseapp.forms.document.record import FormDocument, Kind, Question, Section, Texts
from courseapp.forms.filling.merging import marked

Pairs = Sequence[tuple[str, str]]  # value and label

MOST_RADIOS = 12  # longer lists become a menu
MOST_PARTS = 40
FEWEST_MENUS = 2  # so that it is seen that there may be more than one


class Answer:
    """What every control knows of its question; `text` is the answer as it is kept."""

    question: Question
    text: str
    words: Callable[[Texts], str]  # in the language of the page

    def take(self, text: str) -> None:
        """Show an answer that was kept."""
        self.text = text
        self.data: Any = text

    def process_data(self, value: object) -> None:
        self.take("" if value is None else str(value))

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.take(tidy(self.question, valuelist))


class LineAnswer(Answer, StringField):
    """One line."""


class DayAnswer(LineAnswer):
    """A day; a browser's own calendar would show nothing of what is no day."""

    def take(self, text: str) -> None:
        super().take(text)
        self.widget = TextInput() if text and read_day(text) is None else DateInput()


class TextAnswer(Answer, TextAreaField):
    """Several lines."""


class Listed(Answer):
    """What is chosen from a list. What was chosen and is offered no more stays to be seen."""

    choices: Any

    def take(self, text: str) -> None:
        super().take(text)
        offered = {each.value for each in self.choices}
        gone = [each for each in values_of(text) if each not in offered]
        labels = {each.key: self.words(each.label) for each in self.question.options}
        told = (SelectChoice(key, _withdrawn(labels.get(key, key))) for key in gone)
        self.choices = [*self.choices, *told]


class RadioAnswer(Listed, RadioField):
    """One of a few."""


class MenuAnswer(Listed, SelectField):
    """One of many."""

    widget = LongMenu()


class ManyAnswer(Listed, SelectMultipleField):
    """Any of several."""

    option_widget = CheckboxInput()

    def take(self, text: str) -> None:
        super().take(text)
        self.data = list(values_of(text))


class StatementAnswer(Answer, StringField):
    """A box beside a text that one agrees to; it stands for this version of the text."""

    widget = CheckboxInput()

    def _value(self) -> str:
        return self.question.statement_version

    def take(self, text: str) -> None:
        self.text = text
        self.data = text == self.question.statement_version


class PartsAnswer(Answer, Field):
    """An answer of several controls. Each subclass says which, and how they become one text.

    `offered` is what each of them offers, as pairs of value and label.
    """

    offered: Pairs = ()

    def name_of(self, *numbers: object) -> str:
        """Return the name of a control: ``languages-1-level`` for 1 and level."""
        return "-".join(map(str, (self.name, *numbers)))

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,  # noqa: ARG002 - WTForms' own
    ) -> None:
        """Read the controls, or the one text, whichever the form holds."""
        self.process_errors = []
        if formdata is None:
            self.process_data(None if data is unset_value else data)
        elif self.name in formdata:
            self.process_formdata(formdata.getlist(self.name))
        else:
            self.process_formdata([self.gathered(formdata)])

    def gathered(self, formdata: Any) -> str:
        """Return what the controls hold as one text."""
        parts = (formdata.get(self.name_of(n), "") for n in range(1, MOST_PARTS + 1))
        return "\n".join(parts)

    @property
    def values(self) -> tuple[str, ...]:
        return values_of(self.text)

    def chosen(self, number: int) -> str:
        """Return what stands in the control of that number, from 1; "" for nothing."""
        return self.values[number - 1] if number <= len(self.values) else ""


class RankedAnswer(PartsAnswer):
    """One menu for each wish."""

    @property
    def parts(self) -> range:
        """The numbers of the menus: as many as may be wished for."""
        return range(1, max(self.question.most or len(self.offered), len(self.values)) + 1)


class CountriesAnswer(PartsAnswer):
    """One menu for each country, and one more."""

    @property
    def parts(self) -> range:
        most = max(self.question.most or MOST_PARTS, len(self.values))
        return range(1, min(max(len(self.values) + 1, FEWEST_MENUS), most) + 1)


class LanguagesAnswer(PartsAnswer):
    """A menu of languages and one of levels in each row."""

    def levels_said(self) -> Pairs:
        """Return each level with what it is called."""
        return [(level, str(called)) for level, called in LEVELS.items()]

    def gathered(self, formdata: Any) -> str:
        return "\n".join(
            level_text(
                formdata.get(self.name_of(number), ""),
                formdata.get(self.name_of(number, "level"), ""),
            )
            for number in range(1, MOST_PARTS + 1)
        )

    @property
    def parts(self) -> range:
        return range(1, max(len(self.values) + 1, FEWEST_MENUS) + 1)

    def language(self, number: int) -> str:
        return read_level(self.chosen(number))[0]

    def level(self, number: int) -> str:
        return read_level(self.chosen(number))[1]


class TableAnswer(PartsAnswer):
    """A row of controls for each row, and one more."""

    def gathered(self, formdata: Any) -> str:
        columns = [each.key for each in self.question.columns]
        return table_text(
            [
                [formdata.get(self.name_of(number, key), "") for key in columns]
                for number in range(1, MOST_PARTS + 1)
            ]
        )

    @property
    def parts(self) -> range:
        most = self.question.most or MOST_PARTS
        filled = len(rows_of(self.question, self.text))
        return range(1, max(filled, min(filled + 1, most)) + 1)

    def cell(self, number: int, column: int) -> str:
        """Return what stands in a cell: the row counts from 1, the column from 0."""
        rows = rows_of(self.question, self.text)
        return rows[number - 1][column] if number <= len(rows) else ""


class FilesAnswer(PartsAnswer):
    """Files are uploaded one by one beside the form; this shows where."""


class SectionForm(BaseForm):
    """One page of questions in one language. `seen` tells what was saved when it was opened."""

    def __init__(self, document: FormDocument, section: Section, language: str) -> None:
        self.document, self.section, self.language = document, section, language
        asked: dict[str, Any] = {
            each.key: _control(document, each, language) for each in section.questions
        }
        super().__init__({**asked, "seen": HiddenField()})
        for question in section.questions:
            control: Any = self[question.key]
            control.question = question
            control.words = partial(_said, document, language)
            if isinstance(control, PartsAnswer):
                control.offered = _offered(document, question, language)

    def show(self, texts: Mapping[str, str], seen: str = "") -> None:
        """Put kept answers into the controls."""
        self.process(None, data={**texts, "seen": seen})

    def read(self, formdata: Any) -> None:
        """Take what was typed into the controls."""
        self.process(formdata)

    @property
    def answers(self) -> Iterator[Any]:
        """The controls in the order of the questions."""
        return (self[each.key] for each in self.section.questions)

    @property
    def texts(self) -> dict[str, str]:
        """The answers as typed, by question; files are not typed, nor is what she was not shown.

        The page may ask more by now than when she opened it: because of what was saved meanwhile.
        """
        typed = {q.key for q in self.section.questions if q.kind is not Kind.FILE}
        had = marked(self["seen"].data or "") or typed
        return {each.question.key: each.text for each in self.answers if each.name in typed & had}

    def complain(self, problems: Mapping[str, Complaint]) -> None:
        """Put what is wrong beside its question."""
        for question in self.section.questions:
            if question.key in problems:
                self[question.key].errors = [problems[question.key].told(self.language)]


@dataclass(frozen=True)
class _Control:
    field: type[Field]
    widget: Any = None
    choices: Callable[[FormDocument, Question, str], Pairs] | None = None


def _withdrawn(label: str) -> str:
    return gettext("%(option)s (not offered any more)", option=label)


def _said(document: FormDocument, language: str, texts: Texts) -> str:
    return document.said(texts, language)


def _options(document: FormDocument, question: Question, language: str) -> Pairs:
    return [(each.key, document.said(each.label, language)) for each in question.offered]


def _yes_no(*_form: object) -> Pairs:
    return [("yes", gettext("Yes")), ("no", gettext("No"))]


def _steps(document: FormDocument, question: Question, language: str) -> Pairs:
    least, most = question.least or 1, question.most or 5
    ends = {each: document.said(words, language) for each, words in question.ends.items()}
    return [(str(n), f"{n}: {ends[n]}" if ends.get(n) else str(n)) for n in range(least, most + 1)]


def _countries(*_form: object) -> Pairs:
    return country_choices_said()


def _languages(*_form: object) -> Pairs:
    return language_choices_said()


_CONTROLS: Mapping[Kind, _Control] = {
    Kind.LINE: _Control(LineAnswer),
    Kind.TEXT: _Control(TextAnswer),
    Kind.NUMBER: _Control(LineAnswer),
    Kind.DATE: _Control(DayAnswer),
    Kind.YES_NO: _Control(RadioAnswer, choices=_yes_no),
    Kind.CHOICE: _Control(RadioAnswer, choices=_options),
    Kind.MANY: _Control(ManyAnswer, choices=_options),
    Kind.RANKED: _Control(RankedAnswer, choices=_options),
    Kind.SCALE: _Control(RadioAnswer, choices=_steps),
    Kind.COUNTRY: _Control(MenuAnswer, choices=_countries),
    Kind.COUNTRIES: _Control(CountriesAnswer, choices=_countries),
    Kind.LANGUAGES: _Control(LanguagesAnswer, choices=_languages),
    Kind.EMAIL: _Control(LineAnswer, EmailInput()),
    Kind.PHONE: _Control(LineAnswer, TelInput()),
    Kind.LINK: _Control(LineAnswer, URLInput()),
    Kind.FILE: _Control(FilesAnswer),
    Kind.TABLE: _Control(TableAnswer, choices=_countries),  # for cells that are a country
    Kind.STATEMENT: _Control(StatementAnswer),
    Kind.NOTE: _Control(TextAnswer),
}


def _offered(document: FormDocument, question: Question, language: str) -> Pairs:
    choices = _CONTROLS[question.kind].choices
    return choices(document, question, language) if choices else ()


def _control(document: FormDocument, question: Question, language: str) -> Any:
    """Return the control of a question, to be bound to its page."""
    row = _CONTROLS[question.kind]
    offered = _offered(document, question, language)
    is_long = row.field is RadioAnswer and len(offered) > MOST_RADIOS
    field: type[Any] = MenuAnswer if is_long else row.field
    options: dict[str, Any] = {"description": document.said(question.help, language)}
    if row.widget is not None:
        options["widget"] = row.widget
    if issubclass(field, Listed):
        nothing = [("", gettext("Choose"))] if issubclass(field, MenuAnswer) else []
        options["choices"] = [SelectChoice(*each) for each in (*nothing, *offered)]
    return field(document.said(question.label, language), **options)
