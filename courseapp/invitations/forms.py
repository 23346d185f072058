"""How an event invites."""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3

from courseapp.invitations.rules import Asking, Style
from courseapp.invitations.words import ASKED, STYLES


class InvitationsForm(FlaskForm):
    """What people get, and whether they are asked."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    style = RadioField(
        "What people with a seat get",
        choices=[
            SelectChoice(each.value, choice.label, render_kw={"hint": choice.hint})
            for each, choice in STYLES.items()
        ],
    )
    asking = RadioField(
        "Whether they are asked for an answer",
        choices=[SelectChoice(each.value, label) for each, label in ASKED.items()],
    )

    @property
    def chosen(self) -> tuple[Style, Asking]:
        """What was chosen, once the form is valid."""
        return Style(self.style.data), Asking(self.asking.data)
