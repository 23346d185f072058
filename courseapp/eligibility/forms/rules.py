"""What organisers enter about a rule besides its tests, and as of which day people are judged."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import ValidationError

from courseapp.core.form_checks import at_most, tidy_line
from courseapp.core.form_fields import DayField
from courseapp.eligibility.composed.rule_sets import LONGEST_QUESTION, LONGEST_TITLE, Rule
from courseapp.eligibility.composing.pieces import RulePlan
from courseapp.eligibility.forms.lists import SeenForm
from courseapp.eligibility.rules import Severity
from courseapp.eligibility.vocabulary import SEVERITIES
from courseapp.events.models import Event
from courseapp.events.words import dates_of


class RuleForm(SeenForm):
    """What it means that a rule is not fulfilled."""

    severity = RadioField(
        "For whom it is not so",
        choices=[SelectChoice(severity.value, words) for severity, words in SEVERITIES.items()],
        default=Severity.WARN.value,
    )
    question = StringField("Question", [at_most(LONGEST_QUESTION)], filters=[tidy_line])
    title = StringField("Short name", [at_most(LONGEST_TITLE)], filters=[tidy_line])

    def validate_question(self, field: StringField) -> None:
        """Refuse a rule that asks nothing."""
        if self.severity.data == Severity.ASK and not field.data:
            raise ValidationError("Enter the question that is asked.")

    def plan(self) -> RulePlan:
        """Return what was entered; only after the fields were found valid."""
        severity = Severity(self.severity.data)
        question = self.question.data or ""
        return RulePlan(severity, self.title.data or "", question)


class ReferenceForm(SeenForm):
    """As of which day people are judged."""

    reference_on = DayField("Day")


class SourceForm(FlaskForm):
    """Whose rules to begin with."""

    source = SelectField("Event", choices=[])

    def offer(self, events: Sequence[Event]) -> None:
        """Fill the list."""
        self.source.choices = [
            SelectChoice("", "Choose an event"),
            *(SelectChoice(str(e.id), f"{e.title}, {dates_of(e)}") for e in events),
        ]

    @property
    def event_id(self) -> int | None:
        """The chosen event."""
        text = self.source.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def rule_values(rule: Rule) -> dict[str, str]:
    """Return a rule as its form shows it."""
    return {
        "severity": rule.severity.value,
        "question": rule.question,
        "title": rule.title,
    }
