"""What organisers enter about a series of events."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.core.form_fields import WholeNumberField
from courseapp.events.models import Event
from courseapp.events.series import SeriesPlan
from courseapp.events.words import dates_of
from courseapp.initiatives.document.record import Passage
from courseapp.initiatives.words import PASSAGES

NONE_CHOSEN = "None of them"
FIRST_YEAR, LAST_YEAR = 1900, 2100


class ActivityField(SelectField):
    """An activity or area of work of the record by its key, or nothing."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, choices=[], **options)
        self.offered = frozenset({""})

    def offer(self, passages: Sequence[Passage], held: str = "") -> None:
        """Fill the list; what the series holds stays, even where it has left the record."""
        found = [
            SelectChoice(each.key, each.title, optgroup=PASSAGES[each.kind]) for each in passages
        ]
        if held and held not in {each.key for each in passages}:
            found.append(SelectChoice(held, f"{held} (left the record)", optgroup="As it is now"))
        self.choices = [SelectChoice("", NONE_CHOSEN), *found]
        self.offered = frozenset(("", held, *(each.key for each in passages)))

    def pre_validate(self, _form: BaseForm) -> None:
        if (self.data or "") not in self.offered:
            raise StopValidation("Choose an activity of the list. This one has left the record.")


class SeriesForm(FlaskForm):
    """Title, year of the first event, and activity; `seen` notices a second organiser."""

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    since = WholeNumberField("Year of the first event", FIRST_YEAR, LAST_YEAR)
    activity = ActivityField("Activity or area of work")
    seen = HiddenField()

    def plan(self) -> SeriesPlan:
        """Return what was entered; only after the fields were found valid."""
        return SeriesPlan(self.title.data or "", self.since.data, self.activity.data or "")


class EditionForm(FlaskForm):
    """Which edition of its series an event is."""

    edition = WholeNumberField("Edition", 1, 999)


class EventOfSeriesForm(FlaskForm):
    """An event to put into a series, and which edition it is."""

    event = SelectField("Event", coerce=str, choices=[], validate_choice=False)
    edition = WholeNumberField("Edition", 1, 999)

    def offer(self, events: Sequence[Event]) -> None:
        """Fill the list with the events that are in no series."""
        told = (SelectChoice(str(each.id), _event_words(each)) for each in events)
        self.event.choices = [SelectChoice("", "Choose an event"), *told]

    @property
    def event_id(self) -> int | None:
        """What is chosen, if it can be an id at all."""
        text = self.event.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _event_words(event: Event) -> str:
    return ", ".join(filter(None, (event.title, dates_of(event))))
