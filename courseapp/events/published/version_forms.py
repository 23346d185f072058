"""What an organiser enters when a version of the programme is published."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.form_checks import at_most, tidy_text
from courseapp.events.ports.attending import Group
from courseapp.events.published.programme_letters import Audience

LONGEST_NOTE = 1000


class PublishProgrammeForm(FlaskForm):
    """A note, whom to tell, and which changes were read (`programme_letters.fingerprint`)."""

    note = TextAreaField("Note", [at_most(LONGEST_NOTE)], filters=[tidy_text])
    tell = SelectMultipleField(
        "Whom to tell by mail",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    seen = HiddenField()

    def offer(self, groups: Sequence[Audience], *, advise: bool) -> None:
        """Let the organiser choose among the groups; `advise` ticks the usual ones."""
        self.tell.choices = [
            (each.group.value, f"{each.label} ({len(each.people)})") for each in groups
        ]
        if advise:
            self.tell.data = [each.group.value for each in groups if each.advised]

    def groups(self) -> tuple[Group, ...]:
        """Return the groups that were chosen."""
        return tuple(Group(each) for each in self.tell.data or ())
