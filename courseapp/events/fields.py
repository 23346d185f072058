"""Form fields for what organisers type: each says in a calm sentence what it could not read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from wtforms import (
    DateField,
    Field,
    Form,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import choices as country_choices
from courseapp.countries.names import is_country
from courseapp.countries.zones import zone_choices
from courseapp.initiatives.models import RecordPublication

Check = Callable[[Form, Field], None]


def tidy_line(text: str | None) -> str:
    """Return what was typed into one line, without what nobody can see."""
    return one_line(text or "")


def tidy_text(text: str | None) -> str:
    """Return what was typed into several lines, without what nobody can see."""
    return paragraphs(text or "")


def needed(message: str) -> Check:
    """Return a check that refuses an empty field with the message."""

    def check(_form: Form, field: Field) -> None:
        if field.data in {None, ""} and not field.errors:
            raise StopValidation(message)

    return check


def if_given(_form: Form, field: Field) -> None:
    """Skip the checks that follow for an empty field."""
    if field.data in {None, ""} and not field.errors:
        raise StopValidation


def at_most(letters: int) -> Check:
    """Return a check that refuses a text that the record cannot hold."""

    def check(_form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > letters:
            raise ValidationError(
                f"Use at most {letters} characters. There are {length}: shorten the text."
            )

    return check


class DayField(DateField):
    """A day; the browser's own control where it has one, else ``2027-08-22``."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = " ".join(valuelist).strip()
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError("Enter a day that exists, for example 2027-08-22.") from error


class ClockField(TimeField):
    """A time of day, to the minute."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = " ".join(valuelist).strip()
        try:
            self.data = self._read(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError("Enter a time from 00:00 to 23:59, for example 09:30.") from error

    def _read(self, text: str) -> time:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)


class WholeNumberField(IntegerField):
    """A whole number within limits, or nothing."""

    def __init__(self, label: str, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.lowest, self.highest = lowest, highest

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip()
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(self._refusal)
        self.data = int(text)

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data is not None and not self.lowest <= self.data <= self.highest:
            raise StopValidation(self._refusal)

    @property
    def _refusal(self) -> str:
        return f"Enter a whole number from {self.lowest} to {self.highest}."


class WordField(SelectField):
    """One word of a closed vocabulary, or nothing."""

    def __init__(self, label: str, words: Mapping[Any, str], empty: str, **options: Any) -> None:
        known = {member.value: member for member in words}
        offered = (SelectChoice(member.value, text) for member, text in words.items())
        super().__init__(
            label, coerce=known.get, choices=[SelectChoice("", empty), *offered], **options
        )

    def pre_validate(self, _form: BaseForm) -> None:
        if any(self.raw_data or ()) and self.data is None:
            raise StopValidation("Choose one of the list.")


class CountryField(SelectField):
    """A country by its ISO 3166-1 code, or nothing."""

    def __init__(self, label: str, **options: Any) -> None:
        offered = (SelectChoice(code, name) for code, name in country_choices())
        choices = [SelectChoice("", "Choose a country"), *offered]
        super().__init__(label, coerce=_text_or_none, choices=choices, **options)

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data is not None and not is_country(self.data):
            raise StopValidation(f"We know no country “{self.data[:20]}”. Choose one of the list.")


class ZoneField(SelectField):
    """A time zone by its IANA name. Whether it exists is for the rules about times to say."""

    def __init__(self, label: str, empty: str, **options: Any) -> None:
        super().__init__(label, coerce=_text_or_none, choices=[], validate_choice=False, **options)
        self.empty = empty

    def offer(self, at: datetime) -> None:
        """Fill the list, with the offsets from UTC at the instant, and with what is chosen."""
        self.choices = [SelectChoice("", self.empty), *_zones(at.date(), self.data)]


@lru_cache(maxsize=16)
def _zones(day: date, including: str | None) -> tuple[SelectChoice, ...]:
    """Return the zones with their offsets at noon UTC: four hundred clocks are read once a day."""
    noon = datetime.combine(day, time(12), UTC)
    return tuple(
        SelectChoice(name, label, optgroup=continent)
        for continent, zones in zone_choices(noon, including=including).items()
        for name, label in zones
    )


class ReadingField(SelectMultipleField):
    """Publications that participants read; what may be chosen is offered after it was made."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, coerce=_number_or_zero, choices=[], **options)
        self.offered: Sequence[RecordPublication] = ()

    def offer(self, publications: Sequence[RecordPublication]) -> None:
        """Fill the list; what is chosen comes first, so that it is seen at once."""
        chosen = self.data or ()
        self.offered = sorted(publications, key=lambda each: each.id not in chosen)
        self.choices = [_publication(each) for each in self.offered]

    @property
    def chosen(self) -> tuple[RecordPublication, ...]:
        """What is chosen, of what is offered."""
        return tuple(each for each in self.offered if each.id in (self.data or ()))

    def pre_validate(self, _form: BaseForm) -> None:
        if len(self.chosen) < len(set(self.data or ())):
            raise StopValidation("One of the chosen publications left the record. Choose again.")


class SeenField(HiddenField):
    """When the row was last changed as the form knows it, so that a second editor is noticed."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = datetime.fromisoformat("".join(valuelist))
        except ValueError:
            self.data = None

    def _value(self) -> str:
        return self.data.isoformat() if self.data else ""


def _publication(each: RecordPublication) -> SelectChoice:
    year = f" ({each.year})" if each.year and str(each.year) not in each.title else ""
    note = {} if each.is_listed else {"hint": "It has left the record. Choose another one instead."}
    return SelectChoice(each.id, each.title + year, render_kw=note)


def _number_or_zero(value: str | int) -> int:
    """Return an id; zero, which is nobody's, for what cannot be one."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _text_or_none(value: str | None) -> str | None:
    return value or None
