"""The page of one question: its words, what its kind needs, when it is asked, who reads it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import ValidationError

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField
from courseapp.events.clock.due import MOST_DAYS, DocumentDue, read_due
from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.row_fields import (
    ColumnsField,
    OptionsField,
    column_rows,
    columns_of,
    option_rows,
    options_of,
)
from courseapp.forms.document.known import MODULES
from courseapp.forms.document.record import Kind, Need, Question, Texts, Visibility
from courseapp.forms.document.soundness import LONGEST_KEPT_DAYS, LONGEST_LABEL, LONGEST_WORDS
from courseapp.forms.document.wording import NEEDS, VISIBILITIES

MOST_WORDS = 5_000
LARGEST_NUMBER = 999_999_999
NEED_HINTS = MappingProxyType(
    {
        Need.OPTIONAL: "Nobody has to answer.",
        Need.SENDING: "A draft may leave it empty; it cannot be sent without.",
        Need.ALWAYS: "Asked for before the next step. Only where later steps depend on it.",
        Need.SOMETIMES: "Needed to send when another answer is so. You say when on the next page.",
    }
)
# What each kind of question lets one set, and how that is called there.
SETTINGS: Mapping[Kind, Mapping[str, str]] = MappingProxyType(
    {
        Kind.LINE: {"words": "Words at most"},
        Kind.TEXT: {"words": "Words at most"},
        Kind.NUMBER: {"least": "Smallest number", "most": "Largest number"},
        Kind.CHOICE: {"options": "Options"},
        Kind.MANY: {"options": "Options", "least": "Choose at least", "most": "Choose at most"},
        Kind.RANKED: {"options": "Options", "least": "Wishes at least", "most": "Wishes at most"},
        Kind.SCALE: {
            "least": "First step",
            "most": "Last step",
            "low": "What the first step means",
            "high": "What the last step means",
        },
        Kind.COUNTRIES: {"most": "Countries at most"},
        Kind.FILE: {
            "most": "Files at most",
            "due_days": "It may follow after the deadline",
            "due_at": "Or until a day and time of its own",
        },
        Kind.TABLE: {"columns": "Columns", "most": "Rows at most"},
        Kind.STATEMENT: {"statement": "What people agree to"},
    }
)
_ALL_SETTINGS = frozenset(name for each in SETTINGS.values() for name in each)
# A note asks nothing: it is not answered, needed, kept, or in anybody's way.
_NOT_OF_NOTES = ("need", "missing", "visibility", "is_personal", "kept_days", "kept_until")
_TEXTS = ("label", "help", "missing", "low", "high", "statement")


def _choices(labels: Mapping[Any, str], hints: Mapping[Any, str]) -> list[SelectChoice]:
    return [
        SelectChoice(each.value, label, render_kw={"hint": hints[each]})
        for each, label in labels.items()
    ]


def _readable_due(_form: Any, field: Field) -> None:
    try:
        read_due(field.data or "")
    except Problem as problem:
        raise ValidationError(problem.message) from None


class QuestionForm(FlaskForm):
    """One question in the first language of its form; `form_for` leaves out what it has not."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    label = TextAreaField(
        "Question", [needed("Write the question."), at_most(LONGEST_LABEL)], filters=[tidy_line]
    )
    help = TextAreaField(
        "Help under the question",
        [at_most(LONGEST_WORDS)],
        filters=[tidy_text],
        description="What is meant, or an example. Short words help those who read it in a third "
        "language.",
    )
    statement = TextAreaField(
        "",
        [at_most(LONGEST_WORDS)],
        filters=[tidy_text],
        description="When you change the words, they get a new version. Who agreed to the earlier "
        "words still agreed to those.",
    )
    options = OptionsField("")
    columns = ColumnsField("")
    words = WholeNumberField("", 1, MOST_WORDS)
    least = WholeNumberField("", 0, LARGEST_NUMBER)
    most = WholeNumberField("", 0, LARGEST_NUMBER)
    low = StringField("", [at_most(LONGEST_LABEL)], filters=[tidy_line])
    high = StringField("", [at_most(LONGEST_LABEL)], filters=[tidy_line])
    due_days = WholeNumberField(
        "", 0, MOST_DAYS, description="Empty: it comes with the application."
    )
    due_at = StringField(
        "",
        [at_most(20), _readable_due],
        filters=[tidy_line],
        description="By the clock of the event, for example 2027-03-15T17:00.",
    )
    need = RadioField("When is an answer needed?", choices=_choices(NEEDS, NEED_HINTS))
    missing = StringField(
        "Message when it is left empty",
        [at_most(LONGEST_LABEL)],
        filters=[tidy_line],
        description="Say what to do: Choose your nationality. Empty: a usual sentence.",
    )
    visibility = RadioField(
        "Who reads the answer?",
        choices=_choices(
            {each: text[0] for each, text in VISIBILITIES.items()},
            {each: text[1] for each, text in VISIBILITIES.items()},
        ),
    )
    is_personal = BooleanField(
        "Personal data", description="It says something about a person who can be recognised."
    )
    kept_days = WholeNumberField(
        "Delete so many days after the event",
        0,
        LONGEST_KEPT_DAYS,
        description="Empty: it is kept as long as the event.",
    )
    kept_until = DayField("Or delete it on this day")
    seen = HiddenField()

    def act(self, what: str) -> None:
        """Do what a button between the rows says, such as ``options:up:2``; nothing is saved."""
        name, _, rest = what.partition(":")
        verb, _, place = rest.partition(":")
        if name in {"options", "columns"} & set(self._fields) and place.isdecimal():
            self[name].act(verb, int(place))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether the fields are sound, also beside each other."""
        sound = bool(super().validate(extra_validators))
        if self._value("due_days") is not None and self._value("due_at"):
            self.due_at.errors = ["Enter the days after the deadline, or a day, not both."]
            return False
        return sound

    def made_of(self, held: Question, language: str, used: frozenset[str]) -> Question:
        """Return the question with what was entered; only after the form was found valid."""
        values: dict[str, Any] = {
            name: _said(getattr(held, name), language, self._value(name))
            for name in _TEXTS
            if name in self
        }
        for name in ("words", "least", "most", "is_personal", "kept_days", "kept_until"):
            if name in self:
                values[name] = self._value(name)
        if "options" in self:
            values["options"] = options_of(self.options.data, held, language, used)
        if "columns" in self:
            values["columns"] = columns_of(self.columns.data, held, language)
        if "due_days" in self:
            values["due"] = self._due
        if "need" in self:
            values |= {"need": Need(self.need.data), "visibility": Visibility(self.visibility.data)}
        return replace(held, **values)

    @property
    def _due(self) -> str:
        days = self._value("due_days")
        return str(self._value("due_at") or "") if days is None else DocumentDue(days=days).text

    def _value(self, name: str) -> Any:
        return self[name].data if name in self else None


def form_for(
    question: Question, used: frozenset[str], formdata: Any, language: str
) -> QuestionForm:
    """Return the page of a question. `used` are options that were shown to people before."""
    form = QuestionForm(formdata, data=_values(question, language))
    for name in _ALL_SETTINGS - SETTINGS.get(question.kind, {}).keys():
        del form[name]
    for name, label in SETTINGS.get(question.kind, {}).items():
        form[name].label.text = label
    if question.kind is Kind.NOTE:
        for name in _NOT_OF_NOTES:
            del form[name]
    if question.key == MODULES and question.kind is Kind.RANKED:
        for name in ("options", "least", "most"):
            del form[name]
    if "options" in form:
        form.options.used = used
    return form


def _values(question: Question, language: str) -> dict[str, Any]:
    due = read_due(question.due)
    texts = {name: getattr(question, name).get(language, "") for name in _TEXTS}
    names = ("words", "least", "most", "is_personal", "kept_days", "kept_until")
    return {
        **texts,
        **{name: getattr(question, name) for name in names},
        "need": question.need.value,
        "visibility": question.visibility.value,
        "options": option_rows(question, language),
        "columns": column_rows(question, language),
        "due_days": due.days if due else None,
        "due_at": due.text if due and due.local else "",
        "seen": mark_of(question),
    }


def _said(held: Texts, language: str, text: str | None) -> Texts:
    others = {tag: each for tag, each in held.items() if tag != language}
    return {language: text, **others} if text else others
