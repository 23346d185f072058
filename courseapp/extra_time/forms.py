"""What organisers enter about extra time."""

from datetime import datetime, time

from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, needed, tidy_text
from courseapp.core.form_fields import ClockField, DayField
from courseapp.countries.form_fields import CountryField
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.clock.local_time import moment
from courseapp.events.facts.fields import ZoneField
from courseapp.events.models import Event
from courseapp.extra_time.addresses import read_addresses
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.rules import REASON_CHARACTERS

END_OF_DAY = time(23, 59)
LONGEST_LIST = 20_000


class ExtraTimeForm(FlaskForm):
    """More time for people by their addresses, or for everybody who works in a country."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    emails = TextAreaField("E-mail addresses", [at_most(LONGEST_LIST)], filters=[tidy_text])
    country = CountryField("Or everybody who works in")
    until_on = DayField("Last day", validators=[needed("Enter the last day.")])
    until_time = ClockField("Time")
    zone = ZoneField("Time zone", "The zone of the deadline", anywhere=True)
    reason = TextAreaField(
        "Reason",
        [needed("Enter the reason."), at_most(REASON_CHARACTERS)],
        filters=[tidy_text],
    )
    may_begin = BooleanField("They may also begin an application after the deadline")

    def plan(self, event: Event) -> ExtraTimePlan:
        """Return what was entered; only after the form was found valid.

        Raises Problem, with the field, for what is no address, and for a time that the clocks
        skip.
        """
        if self.until_on.data is None:
            raise Problem("Enter the last day.", "until_on")
        local = datetime.combine(self.until_on.data, self.until_time.data or END_OF_DAY)
        try:
            until = moment(local, self.zone.data or zone_of_deadline(event))
        except Problem as problem:
            raise Problem(problem.message, "until_on") from None
        return ExtraTimePlan(
            until=until,
            reason=self.reason.data or "",
            emails=self._addresses(),
            country=self.country.data,
            may_begin=bool(self.may_begin.data),
        )

    def _addresses(self) -> tuple[str, ...]:
        try:
            return read_addresses(self.emails.data or "")
        except Problem as problem:
            raise Problem(problem.message, "emails") from None
