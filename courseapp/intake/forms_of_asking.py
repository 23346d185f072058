"""What an organiser enters to ask an applicant for more."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.form_fields import DayField
from courseapp.intake.asking import AskedSection


class AskForm(FlaskForm):
    """Which questions open again, what is needed, and until when; the service checks the rest."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    questions = SelectMultipleField(
        "Questions that open again",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,  # one that is no longer asked is passed over
    )
    message = TextAreaField("What you need")
    reply_by = DayField("Day to answer by")

    def offer(self, sections: Sequence[AskedSection]) -> None:
        """Let choose every question that was asked."""
        self.questions.choices = [
            SelectChoice(each.name, each.label)
            for section in sections
            for each in section.questions
        ]
