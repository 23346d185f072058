"""What an organiser asks of fair times, and whom she expects."""

from datetime import date, datetime

from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField
from courseapp.events.facts.fields import SeenField
from courseapp.fair_times.rules import MOST_RUNS

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_START = "Choose one of the proposed times."
RUNS = {1: "Once", 2: "Twice, for two parts of the world", 3: "Three times"}


class AskForm(FlaskForm):
    """How long, in which week, how often. It changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    day = DayField("A day of the week")
    minutes = WholeNumberField("Minutes", 5, 1440)
    runs = SelectField(
        "How often it is held",
        choices=[SelectChoice(value, text) for value, text in RUNS.items()],
        coerce=int,
    )
    days = SelectMultipleField(
        "On which days",
        choices=[SelectChoice(str(number), name) for number, name in enumerate(DAYS)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def validate_day(self, field: DayField) -> None:
        """Refuse years for which nobody plans."""
        if field.data is not None and not date(1990, 1, 8) <= field.data <= date(2099, 12, 1):
            raise ValidationError("Enter a day from 1990 to 2099.")


class ExpectForm(FlaskForm):
    """Whom the event expects: one country a line."""

    expected = TextAreaField("People you expect", [at_most(20_000)], filters=[tidy_text])


class HoldForm(FlaskForm):
    """At which instants a session is held: ISO 8601 with the offset, spaces between them."""

    starts = StringField("Starts")
    changed_at = SeenField()

    def instants(self) -> list[datetime]:
        """Return the chosen starts. Raises Problem for what is none."""
        try:
            found = [datetime.fromisoformat(each) for each in (self.starts.data or "").split()]
        except ValueError as error:
            raise Problem(NO_START) from error
        if not 1 <= len(found) <= MOST_RUNS or any(each.tzinfo is None for each in found):
            raise Problem(NO_START)
        return found
