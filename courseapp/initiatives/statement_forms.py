"""What editors enter about one field: the value, what is printed, and who says so."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, cast

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, tidy_text
from courseapp.countries.form_fields import CountryField
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.fields import Field as DocumentField
from courseapp.initiatives.document.reading import Reading, understand, unmapped
from courseapp.initiatives.document.record import Record, Statement, Value
from courseapp.initiatives.edit_forms import SourceForm
from courseapp.initiatives.editing.statements import mark_of, with_statement
from courseapp.initiatives.editing.typed_values import read_typed, read_words, typed_text

LONGEST = 50_000
UNKNOWN = "unknown"
SAY_SOMETHING = (
    "Enter the value, or what the source prints. If it leaves the field empty, tick that."
)


class StatementForm(SourceForm):
    """One statement of a source about a field. `stored` is the one that it takes the place of."""

    about: ClassVar[DocumentField]
    stored: Statement | None = None

    value: Field
    printed = TextAreaField(
        "As printed",
        [at_most(LONGEST)],
        filters=[tidy_text],
        description="To the letter, misspellings included. With an empty value above, "
        "the value is read from it.",
    )
    is_empty = BooleanField("The source has this field and leaves it empty")
    note = TextAreaField(
        "Note",
        [at_most(LONGEST)],
        filters=[tidy_text],
        description="What is doubtful, or why the value differs from what is printed. "
        "Readers see it.",
    )
    is_current = BooleanField(
        "Make this the current statement",
        description="Readers see it first; what other sources state stays below it.",
    )
    replaced = HiddenField()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether something is stated that can be understood."""
        sound = super().validate(extra_validators)
        try:
            self._check()
        except Problem as problem:
            field = self[problem.field or "value"]
            field.errors = [*field.errors, problem.message]
            return False
        return sound

    def applied_to(self, record: Record) -> Record:
        """Return the record with the statement. Raises Problem."""
        settled, source = self.with_source(record)
        return with_statement(
            settled, self.statement(source), self.replaced.data or "", bool(self.is_current.data)
        )

    def statement(self, source: str) -> Statement:
        """Return what was entered; only after it was found valid."""
        reading = self.reading
        printed, note = self.printed.data or "", self.note.data or ""
        is_own = note == self._own_note and (not self.stored or printed != self.stored.printed)
        if is_own or (reading.notes and not note):
            note = " ".join(reading.notes)
        return Statement(self.about.key, source, reading.value, printed, note)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How what is printed was read, where it does not mean just what it says."""
        return self.reading.notes

    @property
    def reading(self) -> Reading:
        """The value as it was typed, else as it is read from what is printed. Raises Problem."""
        said = self.value_typed()
        printed = self.printed.data or ""
        if said is not None and not self._is_outdated(said):
            return Reading(said)
        if self._says_unknown or not printed:
            return Reading(None)
        return understand(self.about.key, printed)

    def value_typed(self) -> Value | None:
        """Return the value alone, None where none was typed. Raises Problem."""
        return read_typed(self.about, self.value.data or "")

    def show_value(self, value: Value | None) -> None:
        """Put a value into the form."""
        self.value.data = typed_text(value)

    def show(self, statement: Statement) -> None:
        """Put a statement into the form."""
        self.show_value(statement.value)
        self.printed.data, self.note.data = statement.printed, statement.note
        self.source.data = statement.source
        self.replaced.data = mark_of(statement)
        self.is_empty.data = statement.value is None and not statement.printed

    @property
    def _says_unknown(self) -> bool:
        return False

    @property
    def _own_note(self) -> str:
        """The note that was made of reading the stored statement; empty where it is somebody's."""
        if self.stored is None or not self.stored.printed:
            return ""
        return " ".join(understand(self.about.key, self.stored.printed).notes)

    def _is_outdated(self, said: Value) -> bool:
        """Whether only what is printed was changed, of which the value had been read."""
        stored = self.stored
        if stored is None or said != stored.value or not self.printed.data:
            return False
        was_read = bool(stored.printed) and (
            understand(self.about.key, stored.printed).value == stored.value
        )
        return was_read and stored.printed != self.printed.data

    def _check(self) -> None:
        given = self.value_typed() is not None or bool(self.printed.data)
        if self.is_empty.data and given:
            raise Problem("You entered something, so the field is not empty.", "is_empty")
        if not given and not self.is_empty.data and not self._says_unknown:
            raise Problem(SAY_SOMETHING, "value")


class YesNoForm(StatementForm):
    """Yes, no or unknown; nothing chosen means what is printed."""

    value = RadioField(
        "Value",
        choices=[
            SelectChoice("yes", "Yes"),
            SelectChoice("no", "No"),
            SelectChoice(UNKNOWN, "Unknown", render_kw={"hint": "The source leaves it open."}),
        ],
        validate_choice=False,
    )

    def value_typed(self) -> Value | None:
        return {"yes": True, "no": False}.get(self.value.data or "")

    def show_value(self, value: Value | None) -> None:
        self.value.data = UNKNOWN if value is None else ("yes" if value else "no")

    @property
    def _says_unknown(self) -> bool:
        return bool(self.value.data == UNKNOWN)


class TermsForm(StatementForm):
    """Words of a vocabulary, and words that are in no list."""

    others = TextAreaField(
        "Other words",
        [at_most(LONGEST)],
        filters=[tidy_text],
        description="Words of the source that are not in the list, one on a line. They are kept "
        "as they are.",
    )

    def value_typed(self) -> Value | None:
        return read_words(self.about, self.value.data or (), self.others.data or "")

    def show_value(self, value: Value | None) -> None:
        strange = unmapped(self.about.key, value)
        words = value if isinstance(value, tuple) else ()
        self.value.data = [word for word in words if word not in strange]
        self.others.data = "\n".join(strange)


class CountryForm(StatementForm):
    """A country of the list."""

    def value_typed(self) -> Value | None:
        return self.value.data or None


@lru_cache
def statement_form(key: str) -> type[StatementForm]:
    """Return the form for statements about a field. Raises KeyError for an unknown field."""
    about = BY_KEY[key]
    base = _BASES.get(about.kind, StatementForm)
    own: dict[str, Any] = {"about": about}
    if base is not YesNoForm:
        own["value"] = _VALUES[about.kind](about)
    return cast("type[StatementForm]", type(f"{about.kind.value}Form", (base,), own))


def _line(hint: str = "") -> Callable[[DocumentField], Any]:
    return lambda _about: StringField("Value", description=hint)


def _area(hint: str = "") -> Callable[[DocumentField], Any]:
    return lambda _about: TextAreaField("Value", description=hint)


def _words(about: DocumentField) -> Any:
    terms = about.vocabulary.terms if about.vocabulary else ()
    offered = [SelectChoice(term.key, term.label) for term in terms]
    return SelectMultipleField("Value", choices=offered)


_BASES: Mapping[FieldKind, type[StatementForm]] = MappingProxyType(
    {
        FieldKind.YES_NO: YesNoForm,
        FieldKind.TERMS: TermsForm,
        FieldKind.COUNTRY: CountryForm,
    }
)
_VALUES: Mapping[FieldKind, Callable[[DocumentField], Any]] = MappingProxyType(
    {
        FieldKind.LINE: _line(),
        FieldKind.TEXT: _area(),
        FieldKind.LINK: lambda _about: URLField(
            "Value", description="For example https://www.example.org."
        ),
        FieldKind.YEAR: _line("Four digits, for example 2007."),
        FieldKind.DAY: _line("For example 2022-11-16 or 16 November 2022."),
        FieldKind.MOMENT: _line(
            "For example 2022-04-12 12:00:16. Without a time zone, as printed."
        ),
        FieldKind.TERMS: _words,
        FieldKind.COUNTRY: lambda _about: CountryField("Value", "Not stated"),
        FieldKind.RELATIONS: _area("One on a line, with “parent:” or “related:” in front."),
        FieldKind.YEAR_COUNTS: _area("One year on a line, for example 2019: 31."),
        FieldKind.INDICATORS: _area("One on a line."),
    }
)
