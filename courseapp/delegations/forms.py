"""What organisers and delegations enter."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, StringField, TextAreaField
from wtforms.validators import Email

from courseapp.accounts.rules import canonical_email
from courseapp.core.form_checks import at_most, if_given, needed, tidy_line, tidy_text
from courseapp.core.form_fields import WholeNumberField
from courseapp.countries.typed_places import known_place, place_told, place_typed
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.plans import DelegationPlan, PersonPlan
from courseapp.delegations.rules import LARGEST_SIZE, NOTE_CHARACTERS, USUAL_SIZE
from courseapp.events.facts.fields import SeenField
from courseapp.events.names import LONGEST_NAME

ADDRESS = "Enter an address such as name@example.org."


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST that is not exempt before its view


def _size(label: str) -> WholeNumberField:
    return WholeNumberField(label, 1, LARGEST_SIZE, validators=[needed("Enter how many people.")])


class DelegationForm(_Form):
    """A delegation as organisers enter it."""

    name = StringField(
        "Name of the delegation",
        [needed("Enter the name."), at_most(LONGEST_NAME)],
        filters=[tidy_line],
    )
    place = StringField(
        "Country, or part of one", [at_most(LONGEST_NAME), known_place], filters=[tidy_line]
    )
    size = _size("How many people it may send")
    contact_name = StringField(
        "Name of the focal point", [at_most(LONGEST_NAME)], filters=[tidy_line]
    )
    contact_email = EmailField(
        "E-mail address of the focal point",
        [if_given, Email(ADDRESS), at_most(320)],
        filters=[tidy_line],
    )
    note = TextAreaField("Note for organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])
    changed_at = SeenField()

    def plan(self) -> DelegationPlan:
        """Return what was entered; only after the form was found valid."""
        country, subdivision = place_typed(self.place.data or "")
        return DelegationPlan(
            name=self.name.data or "",
            size=self.size.data or USUAL_SIZE,
            country=country,
            subdivision=subdivision,
            contact_name=self.contact_name.data or "",
            contact_email=canonical_email(self.contact_email.data or ""),
            note=self.note.data or "",
        )


class MembersForm(_Form):
    """How many people each member may send."""

    size = _size("How many people each may send")


class AnswerForm(_Form):
    """What a delegation says to the invitation."""

    remark = TextAreaField(
        "A word to the organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text]
    )


class PersonForm(_Form):
    """A person whom a delegation names."""

    full_name = StringField(
        "Full name",
        [needed("Enter the name of the person."), at_most(LONGEST_NAME)],
        filters=[tidy_line],
    )
    position = StringField("Position", [at_most(300)], filters=[tidy_line])
    email = EmailField(
        "E-mail address", [if_given, Email(ADDRESS), at_most(320)], filters=[tidy_line]
    )
    is_head = BooleanField("Head of the delegation")
    changed_at = SeenField()

    def plan(self) -> PersonPlan:
        """Return what was entered; only after the form was found valid."""
        return PersonPlan(
            self.full_name.data or "",
            self.position.data or "",
            canonical_email(self.email.data or ""),
            bool(self.is_head.data),
        )


def delegation_values(delegation: Delegation) -> dict[str, Any]:
    """Return what the organisers' form shows of a delegation."""
    names = ("name", "size", "contact_name", "contact_email", "note", "changed_at")
    values = {name: getattr(delegation, name) for name in names}
    return {**values, "place": place_told(delegation.country, delegation.subdivision)}


def person_values(person: Delegate) -> dict[str, Any]:
    """Return what the form shows of a person."""
    names = ("full_name", "position", "email", "is_head", "changed_at")
    return {name: getattr(person, name) for name in names}
