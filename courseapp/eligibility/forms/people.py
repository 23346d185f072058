"""What an organiser decides about one person."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import AnyOf

from courseapp.core.form_checks import at_most, tidy_text
from courseapp.eligibility.people.ruling import LONGEST_REASON
from courseapp.eligibility.rules import Ruling
from courseapp.eligibility.vocabulary import RULINGS

TAKE_BACK = "rules"


class RulingForm(FlaskForm):
    """What an organiser decides about one person, and why."""

    ruling = RadioField(
        "Decide",
        [AnyOf([*Ruling, TAKE_BACK], message="Choose one of the list.")],
        choices=[
            *(SelectChoice(each.value, words) for each, words in RULINGS.items()),
            SelectChoice(TAKE_BACK, "As the rules say"),
        ],
    )
    reason = TextAreaField("Reason", [at_most(LONGEST_REASON)], filters=[tidy_text])

    def chosen(self) -> Ruling | None:
        """Return the decision; None takes it back."""
        return None if self.ruling.data == TAKE_BACK else Ruling(self.ruling.data)
