"""Form fields for facts of an event that are typed in their own way: languages, rows, points."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.utils import unset_value
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.errors import Problem
from courseapp.core.form_checks import tidy_line
from courseapp.events.facts.parts import (
    MOST_ORGANISATIONS,
    coordinates_text,
    languages_text,
    named,
    read_coordinates,
    read_languages,
)
from courseapp.events.facts.topics import topic_label, tree
from courseapp.events.rules import OrganisationRole
from courseapp.events.words import ROLES

SPARE_ROWS = 3


class LanguagesField(StringField):
    """Languages by name in one line; `data` are their BCP 47 tags."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = ()
        try:
            self.data = read_languages(tidy_line(" ".join(valuelist)))
        except Problem as problem:
            raise ValueError(problem.message) from problem

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else self.said

    @property
    def said(self) -> str:
        """What is entered, in one line."""
        return languages_text(self.data or ())


class CoordinatesField(StringField):
    """A point on Earth in one line; `data` is (latitude, longitude), both None or neither."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = (None, None)
        try:
            self.data = read_coordinates(tidy_line(" ".join(valuelist)))
        except Problem as problem:
            raise ValueError(problem.message) from problem

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else self.said

    @property
    def said(self) -> str:
        """The point as it can be typed."""
        return coordinates_text(*self.data or (None, None))


class MonthField(SelectField):
    """A month by its number from 1, or None."""

    def __init__(self, label: str, **options: Any) -> None:
        months = (SelectChoice(number, calendar.month_name[number]) for number in range(1, 13))
        super().__init__(
            label,
            coerce=_month,
            choices=[SelectChoice("", "Not known yet"), *months],
            validate_choice=False,
            **options,
        )


class TopicsField(SelectMultipleField):
    """Topics of one tree of the vocabulary, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, tree_key: str, **options: Any) -> None:
        offered = tree(tree_key)
        choices = [SelectChoice(each.key, each.label) for each in offered.topics]
        self._own_keys = frozenset(each.key for each in offered.topics)
        super().__init__(offered.label, choices=choices, **options)

    @property
    def said(self) -> str:
        """What is chosen, in one line."""
        return ", ".join(topic_label(key) for key in self.data or () if key in self._own_keys)


@dataclass(frozen=True)
class OrganisationRow:
    """One line of the field: what is typed, and what its two controls are called."""

    name: str
    role: str
    who: str


class OrganisationsField(Field):
    """Who stands behind an event, one a line: a role, and a name; `data` are OrganisationPlans.

    Its controls are called ``organisations-0-role`` and ``organisations-0-who``, and so on.
    """

    data: Any
    roles = ROLES

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        self.typed: list[tuple[str, str]] = [
            (str(each.role), each.called) for each in self.data or ()
        ]
        if formdata is not None and self._control(0, "role") in formdata:
            self.typed = list(filter(any, map(self._line(formdata), range(MOST_ORGANISATIONS))))
            self._read()

    @property
    def said(self) -> str:
        """Who is named, in one line."""
        return ", ".join(each.called for each in self.data or ())

    @property
    def rows(self) -> Sequence[OrganisationRow]:
        """What is typed, and some lines to spare."""
        number = min(len(self.typed) + SPARE_ROWS, MOST_ORGANISATIONS)
        lines = [*self.typed, *[("", "")] * MOST_ORGANISATIONS][:number]
        return [
            OrganisationRow(f"{self.name}-{index}", role, who)
            for index, (role, who) in enumerate(lines)
        ]

    def _read(self) -> None:
        self.data = tuple(
            named(OrganisationRole(role), who)
            for role, who in self.typed
            if who and role in self.roles
        )
        self.process_errors = [fault for line in self.typed if (fault := _line_fault(*line))]

    def _line(self, formdata: Any) -> Any:
        def line(index: int) -> tuple[str, str]:
            role = formdata.get(self._control(index, "role")) or ""
            who = tidy_line(formdata.get(self._control(index, "who")))
            return (role if role in self.roles else ""), who

        return line

    def _control(self, index: int, part: str) -> str:
        return f"{self.name}-{index}-{part}"


def _line_fault(role: str, who: str) -> str:
    if not who:
        return f"{ROLES[OrganisationRole(role)]}: enter who it is."
    return "" if role else f"Choose what {who[:60]} does."


def _month(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= 12 else None
