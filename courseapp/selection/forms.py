"""The form with which an organiser decides: the letter's note, and until when people answer."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from courseapp.core.form_fields import ClockField, DayField
from courseapp.core.typed_text import paragraphs
from courseapp.events.clock.local_time import moment
from courseapp.intake.filters import Filters
from courseapp.selection.deciding import REPLY_BY_FIELD
from courseapp.selection.rules import NOTE_CHARACTERS, Choice


class DecisionForm(FlaskForm):
    """Sent first by the list, with the choice only; then by the preview, with all of it."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    choice = HiddenField()
    back = HiddenField()  # the filters of the list that it came from
    opened = HiddenField()  # the application on whose page it was pressed, if any
    step = HiddenField()
    reply_date = DayField("Answer by", [InputRequired("Enter the last day to answer.")])
    reply_time = ClockField("at", [InputRequired("Enter a time, for example 23:59.")])
    note = TextAreaField(
        "Your note in the letter",
        [Length(max=NOTE_CHARACTERS, message=f"Shorten the note to {NOTE_CHARACTERS} characters.")],
        filters=[lambda text: paragraphs(text or "")],
    )

    @classmethod
    def prefilled(cls, reply_by: datetime) -> "DecisionForm":
        """Return the form as sent; what was not sent yet has its usual value.

        `reply_by` is aware, in the event's zone.
        """
        form = cls(reply_date=reply_by.date(), reply_time=reply_by.time())
        if form.wanted is not Choice.OFFER:
            del form.reply_date, form.reply_time
        return form

    @property
    def wanted(self) -> Choice | None:
        """What is to be decided; None where the request does not say."""
        return Choice(self.choice.data) if self.choice.data in set(Choice) else None

    @property
    def filters(self) -> Filters:
        return Filters.of_query(self.back.data or "")

    def reply_by(self, zone: str) -> datetime | None:
        """Return until when people can answer; None where that was not asked or not readable.

        Raises Problem for a time that the zone's clocks skip.
        """
        if REPLY_BY_FIELD not in self or not (self.reply_date.data and self.reply_time.data):
            return None
        return moment(datetime.combine(self.reply_date.data, self.reply_time.data), zone).at
