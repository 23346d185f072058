"""How one types what a field should say: one kind of input for each kind of field."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from wtforms import (
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.widgets import DateInput, URLInput

from courseapp.core.form_checks import at_most, tidy_line, tidy_text
from courseapp.corrections.rules import LONGEST_LINE, LONGEST_TEXT
from courseapp.countries.names import choices, country_name, is_country
from courseapp.initiatives.document import fields as layout
from courseapp.initiatives.document.fields import FieldKind
from courseapp.initiatives.document.record import Value
from courseapp.initiatives.editing.typed_values import typed_text
from courseapp.initiatives.words import value_words

RIGHT = "What is right?"
ONE_A_LINE = "One on each line"

UnboundField = Any  # what WTForms makes of a field in the body of a form
_FIRST: UnboundField = StringField()


def _line(hint: str = "", longest: int = LONGEST_LINE, **more: Any) -> UnboundField:
    checks = [at_most(longest)]
    return StringField(RIGHT, checks, filters=[tidy_line], description=hint, **more)


def _text(hint: str = "") -> UnboundField:
    checks = [at_most(LONGEST_TEXT)]
    return TextAreaField(RIGHT, checks, filters=[tidy_text], description=hint)


def _yes_no(_field: layout.Field, _present: Value | None) -> UnboundField:
    offered = [SelectChoice("Yes"), SelectChoice("No")]
    return RadioField(RIGHT, choices=offered, validate_choice=False)


def _country(_field: layout.Field, _present: Value | None) -> UnboundField:
    offered = [SelectChoice("", "Choose a country"), *(SelectChoice(*each) for each in choices())]
    return SelectField(RIGHT, choices=offered, validate_choice=False)


def _terms(field: layout.Field, present: Value | None) -> UnboundField:
    hint = "Tick all that hold. Is a word missing? Then tell it in your remarks."
    offered = [SelectChoice(*each) for each in words_offered(field, present)]
    return SelectMultipleField(RIGHT, choices=offered, validate_choice=False, description=hint)


_FIELDS: Mapping[FieldKind, Callable[[layout.Field, Value | None], UnboundField]] = (
    MappingProxyType(
        {
            FieldKind.LINE: lambda _field, _present: _line(),
            FieldKind.TEXT: lambda _field, _present: _text("Change the text as it should be."),
            FieldKind.LINK: lambda _field, _present: _line(
                "For example https://www.example.org.", widget=URLInput()
            ),
            FieldKind.YEAR: lambda _field, _present: _line("Four digits, for example 2007."),
            FieldKind.DAY: lambda _field, _present: _line(widget=DateInput()),
            FieldKind.MOMENT: lambda _field, _present: _line(
                "For example 2022-04-12 12:00:16, or the day alone."
            ),
            FieldKind.YES_NO: _yes_no,
            FieldKind.COUNTRY: _country,
            FieldKind.TERMS: _terms,
            FieldKind.RELATIONS: lambda _field, _present: _text(
                f"{ONE_A_LINE}, for example “parent: Name” or “related: Name”."
            ),
            FieldKind.YEAR_COUNTS: lambda _field, _present: _text(
                f"{ONE_A_LINE}, for example “2019: 31”."
            ),
            FieldKind.INDICATORS: lambda _field, _present: _text(
                f"{ONE_A_LINE}, for example “Fundraising - Funds raised, 2020, MUS$ 2.4”."
            ),
        }
    )
)
# What is changed rather than typed anew comes with what the record says now.
_BEGINS_WITH_PRESENT = frozenset(
    {
        *(FieldKind.LINE, FieldKind.TEXT, FieldKind.LINK, FieldKind.TERMS),
        *(FieldKind.RELATIONS, FieldKind.YEAR_COUNTS, FieldKind.INDICATORS),
    }
)


def right_field(field: layout.Field, present: Value | None) -> UnboundField:
    """Return the input for a field of a record that says `present` now: a form's first."""
    made = _FIELDS[field.kind](field, present)
    made.creation_counter = _FIRST.creation_counter  # by which WTForms lists the fields of a form
    return made


def prefilled(field: layout.Field, present: Value | None) -> str | list[str] | None:
    """Return what the input holds before anybody types."""
    if field.kind not in _BEGINS_WITH_PRESENT:
        return None
    if field.kind is FieldKind.TERMS:
        return list(present) if isinstance(present, tuple) else []
    return typed_text(present)


def typed_in(field: layout.Field, bound: Field, present: Value | None) -> str:
    """Return what was typed or chosen, as a text that `proposals.value_of` reads."""
    chosen = bound.data
    if field.kind is FieldKind.TERMS:
        offered = words_offered(field, present)
        return "\n".join(label for key, label in offered if key in (chosen or ()))
    if field.kind is FieldKind.COUNTRY:
        return country_name(chosen) if chosen and is_country(chosen) else ""
    if field.kind is FieldKind.YES_NO:
        return chosen if chosen in {"Yes", "No"} else ""
    return chosen or ""


def words_offered(field: layout.Field, present: Value | None) -> list[tuple[str, str]]:
    """Return key and label of each word to tick: the list's, then others that stand there now."""
    known = field.vocabulary.terms if field.vocabulary else ()
    offered = {term.key: term.label for term in known}
    own = present if isinstance(present, tuple) else ()
    others = {word: value_words(field.key, (word,)) for word in own if word not in offered}
    return [*offered.items(), *others.items()]
