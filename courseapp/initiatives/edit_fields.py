"""Form fields for what editors of a record type; each says calmly what it could not read."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from wtforms import Field, Form, HiddenField, IntegerField, SelectField, StringField, URLField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import choices as country_choices
from courseapp.countries.names import is_country
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.web_addresses import host_of

Check = Callable[[Form, Field], None]

DATE_EXAMPLE = "Enter a day, month or year that exists, for example 2022-04-12, 2022-04 or 2022."
_IN_WORDS = (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"))


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


def at_most(letters: int) -> Check:
    """Return a check that refuses a text that the record cannot hold."""

    def check(_form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > letters:
            raise ValidationError(
                f"Use at most {letters:,} characters. There are {length:,}: shorten the text."
            )

    return check


class PartialDateField(StringField):
    """A partial date; ``12 April 2022`` and ``April 2022`` are understood too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = _partial_date(one_line(" ".join(valuelist)))

    def pre_validate(self, _form: BaseForm) -> None:
        if not is_partial_date(self.data or ""):
            raise StopValidation(DATE_EXAMPLE)


class WebAddressField(URLField):
    """An http or https address; one that is typed without the scheme gets https."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = one_line(" ".join(valuelist))
        self.data = f"https://{typed}" if typed and "://" not in typed else typed

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and "." not in host_of(self.data):
            raise StopValidation("Enter a web address, for example https://www.example.org/report.")


class WholeNumberField(IntegerField):
    """A whole number within limits, or nothing."""

    def __init__(self, label: str, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.lowest, self.highest = lowest, highest

    def process_formdata(self, valuelist: list[str]) -> None:
        text = re.sub(r"[\s,]", "", "".join(valuelist))
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
        known = {str(member): member for member in words}
        offered = (SelectChoice(str(member), text) for member, text in words.items())
        super().__init__(
            label, coerce=known.get, choices=[SelectChoice("", empty), *offered], **options
        )

    def pre_validate(self, _form: BaseForm) -> None:
        if any(self.raw_data or ()) and self.data is None:
            raise StopValidation("Choose one of the list.")


class CountryField(SelectField):
    """A country by its ISO 3166-1 code; empty where none is chosen."""

    def __init__(self, label: str, empty: str = "Choose a country", **options: Any) -> None:
        offered = (SelectChoice(code, name) for code, name in country_choices())
        choices = [SelectChoice("", empty), *offered]
        super().__init__(label, choices=choices, **options)

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and not is_country(self.data):
            raise StopValidation(f"We know no country “{self.data[:20]}”. Choose one of the list.")


class ChosenField(SelectField):
    """One of what the record holds, or nothing; it is offered when the form is shown or sent."""

    def offer(self, empty: str, choices: Mapping[str, str]) -> None:
        """Fill the list. What was chosen and is there no more still shows, and is refused."""
        self.known = frozenset(choices)
        offered = {"": empty, **choices}
        if self.data and self.data not in offered:
            offered[self.data] = self.data
        self.choices = [SelectChoice(value, text) for value, text in offered.items()]

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and self.data not in self.known:
            raise StopValidation(f"“{self.data[:80]}” is not there any more. Choose another.")


class VersionField(HiddenField):
    """The number of the version that a form began with."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist)
        is_number = text.isascii() and text.isdigit() and len(text) < 10
        self.data = int(text) if is_number else None

    def _value(self) -> str:
        return str(self.data or "")


def _partial_date(text: str) -> str:
    for pattern, written in _IN_WORDS:
        try:
            found = datetime.strptime(text, pattern)  # noqa: DTZ007 - a date in words has no zone
        except ValueError:
            continue
        return _written(found.date(), written)
    return text


def _written(day: date, pattern: str) -> str:
    """ISO 8601 with four digits of the year, which strftime does not promise."""
    return f"{day.year:04}" + day.strftime(pattern.removeprefix("%Y"))
