"""What organisers enter when an event changes how it stands: whom to tell what, and new dates."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.form_checks import at_most, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField
from courseapp.core.request import now
from courseapp.events.clock.local_time import FIRST_YEAR, LAST_YEAR
from courseapp.events.facts.fact_fields import MonthField
from courseapp.events.facts.plan_form import PlanForm
from courseapp.events.models import Event
from courseapp.events.moves.moving import Moved
from courseapp.events.ports.attending import Addressee, Group
from courseapp.events.standing.along import Along, mark_of, planned_along
from courseapp.events.standing.moving_along import Days, days_of, stands_already
from courseapp.events.standing.news import Telling
from courseapp.events.standing.postponing import NewDates, new_date_faults
from courseapp.events.words import GROUPS

LONGEST_NOTE = 2000


class StandingForm(PlanForm):
    """Whom to tell, and what to add to the letter."""

    asks_for_dates = False

    groups = SelectMultipleField(
        "Who gets an e-mail",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    note = TextAreaField("What you add", [at_most(LONGEST_NOTE)], filters=[tidy_text])

    def offer(self, people: Mapping[Group, Sequence[Addressee]]) -> None:
        """Offer the groups in which there is somebody, with how many they are."""
        self.groups.choices = [
            SelectChoice(group.value, f"{GROUPS[group]} ({len(people[group])})")
            for group in Group
            if people.get(group)
        ]

    def telling(self) -> Telling:
        """Return what was chosen."""
        chosen = frozenset(group for group in Group if group.value in (self.groups.data or ()))
        return Telling(chosen, self.note.data or "")

    def dates(self) -> NewDates:
        """Return the new dates, where the form asks for some."""
        return NewDates()

    def is_sound(self, event: Event, now: datetime) -> bool:
        """Return whether the letters can be shown and sent; if not, each field says why."""
        valid = self.validate()
        faults = new_date_faults(event, self.dates(), now) if self.asks_for_dates else ()
        return self._tell(each for each in faults if each.field in self) and bool(valid)


class ResumeForm(StandingForm):
    """The same, with the choice that the programme moves to the new days too.

    `seen` tells which of its new dates its reader was shown.
    """

    along = BooleanField("Move the sessions, modules and the deadline along")
    weekdays = BooleanField("Keep the weekdays")
    seen = HiddenField()

    def new_days(self, event: Event) -> Days | None:
        """Return the days on which the event is to be; None while they are not known."""
        return days_of(event.starts_on, event.ends_on)

    def shown(self, event: Event) -> Moved | None:
        """Return what would move along; None where nothing would."""
        return planned_along(event, self.new_days(event), now(), weekdays=bool(self.weekdays.data))

    def choice(self) -> Along | None:
        """Return the choice, None where everything stays where it is."""
        return Along(bool(self.weekdays.data), self.seen.data or "") if self.along.data else None

    def leaves_unseen(self, event: Event) -> bool:
        """Return whether something would move whose new dates nobody was shown."""
        return bool(self.along.data and not self.seen.data and self.shown(event))

    def show(self, event: Event) -> Moved | None:
        """Return what would move along, and note that it is shown."""
        result = self.shown(event)
        self.seen.data = mark_of(result) if result else ""
        return result

    def propose(self, event: Event) -> None:
        """Tick the choice, unless somebody seems to have moved everything already."""
        days, result = self.new_days(event), self.shown(event)
        moved_by_hand = result is not None and days is not None and stands_already(result, days)
        self.along.data = not moved_by_hand


class PostponeForm(ResumeForm):
    """The same, with the new dates as far as they are known."""

    asks_for_dates = True

    starts_on = DayField("New first day")
    ends_on = DayField("New last day")
    month = MonthField("Month")
    year = WholeNumberField("Year", FIRST_YEAR, LAST_YEAR)

    def dates(self) -> NewDates:
        return NewDates(self.starts_on.data, self.ends_on.data, self.year.data, self.month.data)

    def new_days(self, _event: Event) -> Days | None:
        """Return the days that were entered, once they can be."""
        wrong = self.starts_on.errors or self.ends_on.errors
        return None if wrong else self.dates().days

    def propose(self, _event: Event) -> None:
        """Nobody can have moved anything to days that nobody knew."""
        self.along.data = True
