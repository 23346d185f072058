"""What editors enter about contacts, and tell each other in internal notes."""

from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import Email, Optional

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField
from courseapp.initiatives.contacts import KEPT_FOR, ContactPlan


class ContactForm(FlaskForm):
    """Whom to write to, who may see it, and until when it is kept."""

    name = StringField("Name", [at_most(300)], filters=[tidy_line])
    role = StringField(
        "Role", [at_most(300)], filters=[tidy_line], description="For example: head of training."
    )
    email = EmailField(
        "E-mail address",
        [
            Optional(),
            Email("This is not an e-mail address. It looks like name@ministry.example."),
            at_most(320),
        ],
        filters=[tidy_line],
    )
    phone = StringField("Telephone", [at_most(60)], filters=[tidy_line])
    address = TextAreaField("Address", [at_most(2000)], filters=[tidy_text])
    source = StringField(
        "Where you have it from",
        [at_most(300)],
        filters=[tidy_line],
        description="For example: her e-mail of 3 March 2027.",
    )
    is_public = BooleanField(
        "Show it to everybody",
        description="Name, role, e-mail address, telephone and address then stand on the public "
        "page, and search engines find them. Ask the person first.",
    )
    keep_until = DayField(
        "Keep it until",
        description="On the day after, it is deleted by itself and for good.",
    )
    seen = HiddenField()

    def plan(self) -> ContactPlan:
        """Return what was entered; only after it was found valid."""
        texts = {
            name: self[name].data or ""
            for name in ("name", "role", "email", "phone", "address", "source")
        }
        return ContactPlan(
            **texts, is_public=bool(self.is_public.data), keep_until=self.keep_until.data
        )


class NoteForm(FlaskForm):
    """A note for the other editors."""

    text = TextAreaField(
        "Note", [needed("Write the note first."), at_most(20_000)], filters=[tidy_text]
    )


def new_contact(now: datetime) -> dict[str, Any]:
    """Return what the form for a new contact shows at first."""
    return {"keep_until": (now + KEPT_FOR).date()}
