"""Form fields of every room: each says in a calm sentence what it could not read."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from wtforms import DateField, IntegerField, SelectField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.core.translations import gettext

_IN_THOUSANDS = re.compile(r"\d{1,3}([,\s]\d{3})+")


class DayField(DateField):
    """A day; the browser's own control where it has one, else ``2027-08-22``."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return  # a form without the field keeps what it proposes
        text = " ".join(valuelist).strip()
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError(gettext("Enter a day that exists, for example 2027-08-22.")) from error


class ClockField(TimeField):
    """A time of day, to the minute."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return  # a form without the field keeps what it proposes
        text = " ".join(valuelist).strip()
        try:
            self.data = self._read(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError("Enter a time from 00:00 to 23:59, for example 09:30.") from error

    def _read(self, text: str) -> time:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)


class WholeNumberField(IntegerField):
    """A whole number within limits, or nothing; ``1,000`` and ``1 000`` are understood."""

    def __init__(self, label: str, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.lowest, self.highest = lowest, highest

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip()
        self.data = None
        if not text:
            return
        if _IN_THOUSANDS.fullmatch(text):
            text = re.sub(r"[,\s]", "", text)
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
