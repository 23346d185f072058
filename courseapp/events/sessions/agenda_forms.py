"""What organisers enter about the agenda of a session: its rows, and spare ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import chain
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, StringField, TextAreaField

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, WholeNumberField, WordField
from courseapp.events.facts.fields import SeenField
from courseapp.events.facts.plan_form import PlanForm
from courseapp.events.sessions.agenda_plans import (
    LONGEST_ITEM,
    MOST_ITEMS,
    Frame,
    ItemPlan,
    agenda_faults,
    local_start,
    placed,
    without_needless_starts,
)
from courseapp.events.sessions.sittings import read_speakers
from courseapp.events.words import AGENDA_KINDS

SPARE_ROWS = 3
_ROW = re.compile(r"item(\d{1,2})-minutes", re.ASCII)


class ItemForm(Form):
    """One row. A row in which nothing is entered is none."""

    starts = ClockField("Start")
    minutes = WholeNumberField("Minutes", 1, LONGEST_ITEM)
    kind = WordField("Kind", AGENDA_KINDS, "Choose")
    title = StringField("Title", [at_most(300)], filters=[tidy_line])
    speakers = TextAreaField("Speakers", [at_most(5000)], filters=[tidy_text])
    remove = BooleanField("Take this item out")
    told = ""  # from when to when it is, as far as that is known

    @property
    def is_in(self) -> bool:
        """Whether the row is an item: something is entered, and it is not to be taken out."""
        entered = any(self[name].data or self[name].errors for name in self._fields)
        return bool(entered) and not self.remove.data

    def is_sound(self) -> bool:
        """Return whether the row can be read; if not, its fields say why."""
        self.validate()
        if not self.is_in:
            return True
        _need(self.kind, "Choose what it is.")
        _need(self.minutes, "Enter how many minutes it lasts.")
        return not self.errors

    def plan(self, frame: Frame) -> ItemPlan | None:
        """Return what was entered, None beside an error for a start that the clocks skip."""
        try:
            starts = _minutes(frame, self.starts.data)
        except Problem as problem:
            self.starts.errors = [problem.message]
            return None
        minutes = self.minutes.data
        if minutes is None:
            raise ValueError("the length of the item is not entered")
        speakers = read_speakers(self.speakers.data or "")
        return ItemPlan(self.kind.data, minutes, starts, self.title.data or "", speakers)


class AgendaForm(PlanForm):
    """The rows of an agenda, and when the session was last changed as the form knows it."""

    changed_at = SeenField()

    def __init__(
        self,
        formdata: MultiDict[str, str] | None,
        items: Sequence[ItemPlan],
        frame: Frame,
        changed_at: datetime,
    ) -> None:
        self.rows: list[ItemForm] = []
        super().__init__(formdata, data={"changed_at": changed_at})
        shown = _values(items, frame)
        count = _rows_in(formdata) if formdata is not None else len(shown) + SPARE_ROWS
        self.frame = frame
        self.rows = [
            ItemForm(formdata, prefix=f"item{row}-", data=shown[row] if row < len(shown) else {})
            for row in range(count)
        ]
        if formdata is None:
            self._tell_times(items)

    def __iter__(self) -> Iterator[Field]:
        """Yield all fields, those of the rows too: the summary of errors names each."""
        return chain(super().__iter__(), *self.rows)

    @property
    def errors(self) -> dict[str | None, Any]:
        """What is wrong, by the field's name, None for the whole form."""
        found = dict(super().errors)
        for row in self.rows:
            found |= {row[name].name: told for name, told in row.errors.items()}
        return found

    @property
    def items_entered(self) -> list[ItemForm]:
        return [each for each in self.rows if each.is_in]

    def read(self) -> Sequence[ItemPlan] | None:
        """Return the items if all can be saved; if not, None, and each field says why."""
        valid = self.validate()
        sound = [each.is_sound() for each in self.rows]
        if not valid or not all(sound):
            return None
        rows = self.items_entered
        plans = [plan for each in rows if (plan := each.plan(self.frame)) is not None]
        if len(plans) < len(rows):
            return None
        for fault in agenda_faults(plans, self.frame):
            field = rows[fault.row][fault.field]
            field.errors = field.errors or [fault.message]
        self._tell_times(plans)
        return None if any(each.errors for each in rows) else plans

    def _tell_times(self, plans: Sequence[ItemPlan]) -> None:
        """Say at each item from when to when it is."""
        rows = self.items_entered
        for each in placed(plans):
            clock = self.frame.clock
            rows[each.row].told = f"{clock(each.starts)} – {clock(each.ends)}"


def _minutes(frame: Frame, clock: time | None) -> int | None:
    if clock is None:
        return None
    return local_start(frame, datetime.combine(frame.starts_local.date(), clock))


def _need(field: Field, message: str) -> None:
    if field.data is None and not field.errors:
        field.errors = [message]


def _rows_in(formdata: MultiDict[str, str]) -> int:
    """Return how many rows a form has that was sent; more than an agenda can have are not read."""
    numbers = (int(found[1]) for name in formdata if (found := _ROW.fullmatch(name)))
    return min(max(numbers, default=-1) + 1, MOST_ITEMS + SPARE_ROWS)


def _values(items: Sequence[ItemPlan], frame: Frame) -> list[Mapping[str, Any]]:
    return [
        {
            "starts": _clock(frame, each.starts_after),
            "minutes": each.minutes,
            "kind": each.kind,
            "title": each.title,
            "speakers": "\n".join(map(str, each.speakers)),
        }
        for each in without_needless_starts(items)
    ]


def _clock(frame: Frame, after: int | None) -> time | None:
    return None if after is None else time.fromisoformat(frame.clock(after))
