"""Form fields that only events have: zones, readings, and when a row was last changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.core.formats import ANYWHERE
from courseapp.core.menus import LongMenu
from courseapp.countries.zones import zone_choices, zone_label
from courseapp.initiatives.models import RecordPublication


class ZoneField(SelectField):
    """A time zone by its IANA name. Whether it exists is for the rules about times to say.

    With `anywhere` the list offers "anywhere on Earth" before the places: for deadlines.
    """

    widget = LongMenu()

    def __init__(self, label: str, empty: str, *, anywhere: bool = False, **options: Any) -> None:
        super().__init__(label, coerce=_text_or_none, choices=[], validate_choice=False, **options)
        self.empty = empty
        self.anywhere = anywhere

    def offer(self, at: datetime) -> None:
        """Fill the list, with the offsets from UTC at the instant, and with what is chosen."""
        first = [SelectChoice("", self.empty)]
        if self.anywhere:
            first.append(SelectChoice(ANYWHERE, zone_label(ANYWHERE, at)))
        known = {choice.value for choice in first}
        including = None if self.data in known else self.data
        self.choices = [*first, *_zones(at.date(), including)]


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


class PartField(SelectField):
    """A part of the event by its id, such as a room, or None; offered after the form was made."""

    def __init__(self, label: str, empty: str, **options: Any) -> None:
        super().__init__(label, coerce=_number_or_none, choices=[], **options)
        self.empty = empty
        self.offered: Sequence[tuple[int, str]] = ()

    def offer(self, parts: Sequence[tuple[int, str]]) -> None:
        """Fill the list with pairs of id and name."""
        self.offered = parts
        self.choices = [SelectChoice("", self.empty), *(SelectChoice(*each) for each in parts)]

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data is not None and self.data not in dict(self.offered):
            raise StopValidation(f"Choose a {self.label.text.lower()} of this event.")


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


def _number_or_none(value: str | int | None) -> int | None:
    """Return an id, None for nothing; zero, which is nobody's, for what cannot be one."""
    return None if value in (None, "") else _number_or_zero(value)


def _text_or_none(value: str | None) -> str | None:
    return value or None
