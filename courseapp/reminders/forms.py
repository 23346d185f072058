"""How organisers set one message."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField, URLField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import InputRequired

from courseapp.core.form_checks import at_most, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, WholeNumberField
from courseapp.events.sessions.sittings import link_fault
from courseapp.reminders.day_time import EVENING, MORNING
from courseapp.reminders.rules import (
    LINK_CHARACTERS,
    MOST_DAYS,
    MOST_HOURS,
    NOTE_CHARACTERS,
    Kind,
    MessageRule,
    Timing,
    Unit,
)
from courseapp.reminders.words import UNITS


class MessageRuleForm(FlaskForm):
    """Whether a message goes out, when, and what is added to it."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    is_on = BooleanField("This message goes out")
    amount = WholeNumberField(
        "How long before or after", 0, MOST_DAYS, validators=[InputRequired("Enter a number.")]
    )
    unit = RadioField(
        "Counted in",
        choices=[SelectChoice(each.value, text.capitalize()) for each, text in UNITS.items()],
    )
    at = ClockField("At what time of each person’s day")
    every_day = BooleanField("Before each day with sessions")
    link = URLField("Address of the evaluation", [at_most(LINK_CHARACTERS)], filters=[tidy_line])
    note = TextAreaField("What you add", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])

    @classmethod
    def of(cls, rule: MessageRule, values: object = None) -> "MessageRuleForm":
        """Return the form for one kind of message, with what is set unless `values` were sent."""
        form = cls(
            values,
            is_on=rule.is_on,
            amount=rule.timing.amount,
            unit=rule.timing.unit.value,
            at=rule.timing.at,
            every_day=rule.every_day,
            link=rule.link,
            note=rule.note,
        )
        if rule.kind is not Kind.DAY_BEFORE:
            del form.every_day
        if rule.kind is not Kind.THANKS:
            del form.link
        return form

    def validate_amount(self, field: WholeNumberField) -> None:
        if self.unit.data == Unit.HOURS and not 1 <= (field.data or 0) <= MOST_HOURS:
            raise ValidationError(f"Enter from 1 to {MOST_HOURS} hours, or count in days.")

    def validate_at(self, field: ClockField) -> None:
        if self.unit.data != Unit.DAYS:
            return
        if field.data is None or not MORNING <= field.data <= EVENING:
            raise ValidationError(
                f"Enter a time from {MORNING:%H:%M} to {EVENING:%H:%M}: nobody is written to at "
                "night."
            )

    def validate_link(self, field: URLField) -> None:
        if field.data and (fault := link_fault(field.data)):
            raise ValidationError(fault)

    def rule(self, before: MessageRule) -> MessageRule:
        """Return what was entered; only after the form was found valid."""
        unit = Unit(self.unit.data)
        at = self.at.data if unit is Unit.DAYS and self.at.data else before.timing.at
        return MessageRule(
            kind=before.kind,
            timing=Timing(self.amount.data or 0, unit, at),
            is_on=bool(self.is_on.data),
            every_day=bool(self.every_day.data) if "every_day" in self else False,
            note=self.note.data or "",
            link=(self.link.data or "") if "link" in self else "",
        )
