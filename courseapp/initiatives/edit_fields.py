"""Form fields for what editors of a record type; each says calmly what it could not read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wtforms import HiddenField, SelectField, StringField, URLField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.core.typed_text import one_line
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.web_addresses import host_of

DATE_EXAMPLE = "Enter a day, month or year that exists, for example 2022-04-12, 2022-04 or 2022."
_IN_WORDS = (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"))


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
