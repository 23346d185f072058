"""What an organiser enters before she types somebody's answers."""

from flask_wtf import FlaskForm
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import Email

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.intake.entering.beginning import EntryPlan
from courseapp.intake.rules import LONGEST_NOTE, LONGEST_SOURCE

LONGEST_NAME, LONGEST_EMAIL = 300, 320


class BeginEntryForm(FlaskForm):
    """Who applied, by which address, and on which paper."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    name = StringField(
        "Full name", [needed("Enter the name."), at_most(LONGEST_NAME)], filters=[tidy_line]
    )
    email = EmailField(
        "E-mail address",
        [
            needed("Enter an address. It may be that of her ministry."),
            at_most(LONGEST_EMAIL),
            Email("Enter an address such as name@example.org."),
        ],
        filters=[tidy_line],
    )
    reachable = TextAreaField(
        "How to reach the person", [at_most(LONGEST_NOTE)], filters=[tidy_text]
    )
    source = StringField(
        "Where the answers come from",
        [needed("Say on what you have the answers."), at_most(LONGEST_SOURCE)],
        filters=[tidy_line],
    )
    reason = TextAreaField(
        "Why it is taken after the deadline", [at_most(LONGEST_NOTE)], filters=[tidy_text]
    )

    def plan(self) -> EntryPlan:
        """Return what was entered; only after the form was found valid."""
        return EntryPlan(
            name=self.name.data or "",
            email=self.email.data or "",
            source=self.source.data or "",
            reachable=self.reachable.data or "",
            reason=self.reason.data or "",
        )
