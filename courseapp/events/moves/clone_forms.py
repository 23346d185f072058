"""What an organiser enters to make the next edition from an earlier one."""

import re
from collections.abc import Sequence
from datetime import date

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.core.form_fields import DayField, WholeNumberField
from courseapp.events.facts.fields import ZoneField
from courseapp.events.moves.cloning import CloneStep, CloneWish


class CloneForm(FlaskForm):
    """The first day of the draft, and what comes along."""

    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    starts_on = DayField("First day", [needed("Enter the first day.")])
    keep_weekdays = BooleanField("Keep the weekdays")
    zone = ZoneField("Time zone", "The same as before")
    edition = WholeNumberField("Edition", 1, 999)
    steps = SelectMultipleField("What comes along", choices=[], validate_choice=False)

    def offer(self, found: Sequence[tuple[CloneStep, str]]) -> None:
        """Fill the list with the steps and what there is of each."""
        self.steps.choices = [
            SelectChoice(step.key, step.label, render_kw={"hint": there}) for step, there in found
        ]

    def wish(self) -> CloneWish | None:
        """Return what was entered, or None before there is a first day."""
        if self.starts_on.data is None:
            return None
        return CloneWish(
            self.title.data or "",
            self.starts_on.data,
            bool(self.keep_weekdays.data),
            self.zone.data,
            self.edition.data,
            frozenset(self.steps.data or ()),
        )


def title_of_next(title: str, earlier: date | None, first: date) -> str:
    """Return the title with the year of the new first day in place of the earlier one."""
    if earlier is None:
        return title
    return re.sub(rf"(?<!\d){earlier.year}(?!\d)", str(first.year), title)
