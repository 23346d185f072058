"""What an organiser enters who lets a warning stand."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.warnings.rules import LONGEST_REASON


class AcknowledgeForm(FlaskForm):
    """Why one warning may stand. A page shows many of these, so the ids name the warning."""

    key = HiddenField()
    reason = StringField(
        "Why it may stand",
        [needed("Say in a few words why it may stand."), at_most(LONGEST_REASON)],
        filters=[tidy_line],
    )

    def of_warning(self, key: str) -> "AcknowledgeForm":
        """Return the form as that of the warning with the key."""
        self.key.data = key
        self.reason.id = f"reason-{key}"
        return self
