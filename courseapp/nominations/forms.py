"""What organisers and focal points enter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import Email

from courseapp.accounts.rules import canonical_email
from courseapp.asking.members import Member
from courseapp.core.form_checks import at_most, if_given, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField
from courseapp.countries.typed_places import known_place, place_told, place_typed
from courseapp.events.facts.fields import SeenField
from courseapp.events.names import LONGEST_NAME
from courseapp.initiatives.models import Contact
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.plans import NomineePlan, PointPlan, QuotaPlan
from courseapp.nominations.rules import (
    LARGEST_QUOTA,
    NOTE_CHARACTERS,
    REASON_CHARACTERS,
    USUAL_QUOTA,
    Need,
)
from courseapp.nominations.words import NEED_CHOICES

ADDRESS = "Enter an address such as name@example.org."
LAST_DAY = "Enter the last day on which people can be nominated."


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST that is not exempt before its view


def _size(label: str) -> WholeNumberField:
    return WholeNumberField(label, 1, LARGEST_QUOTA, validators=[needed("Enter how many people.")])


class QuotaForm(_Form):
    """A jurisdiction or an organisation as organisers enter it, and its number."""

    name = StringField(
        "Name of the jurisdiction or organisation",
        [needed("Enter the name."), at_most(LONGEST_NAME)],
        filters=[tidy_line],
    )
    place = StringField(
        "Country, or part of one", [at_most(LONGEST_NAME), known_place], filters=[tidy_line]
    )
    size = _size("How many people it may nominate")
    until_on = DayField("Last day to nominate", validators=[needed(LAST_DAY)])
    note = TextAreaField("Note for organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])
    changed_at = SeenField()

    def plan(self) -> QuotaPlan:
        """Return what was entered; only after the form was found valid."""
        country, subdivision = place_typed(self.place.data or "")
        return QuotaPlan(
            name=self.name.data or "",
            until_on=self.until_on.data or date.min,
            size=self.size.data or USUAL_QUOTA,
            country=country,
            subdivision=subdivision,
            note=self.note.data or "",
        )


class MembersForm(_Form):
    """How many people each member may nominate, and until when."""

    size = _size("How many people each may nominate")
    until_on = DayField("Last day to nominate", validators=[needed(LAST_DAY)])

    def plans(self, members: Sequence[Member]) -> list[QuotaPlan]:
        """Return what each member may do; only after the form was found valid."""
        until_on, size = self.until_on.data or date.min, self.size.data or USUAL_QUOTA
        return [
            QuotaPlan(each.name, until_on, size, each.country, each.subdivision) for each in members
        ]


class PointForm(_Form):
    """A focal point as organisers enter her, or one of the initiative's contacts."""

    contact = SelectField("A contact of the initiative", choices=[], validate_choice=False)
    point_email = EmailField(
        "E-mail address of the focal point",
        [if_given, Email(ADDRESS), at_most(320)],
        filters=[tidy_line],
    )
    point_name = StringField(
        "Name of the focal point", [at_most(LONGEST_NAME)], filters=[tidy_line]
    )

    def offer(self, contacts: list[Contact]) -> None:
        """Fill the list with the initiative's contacts that have an address."""
        named = [(str(each.id), _called(each)) for each in contacts]
        self.contact.choices = [SelectChoice("", "Nobody of them: enter an address")] + [
            SelectChoice(value, label) for value, label in named
        ]

    def plan(self, contacts: list[Contact]) -> PointPlan | None:
        """Return what was entered or chosen; None, with an error, where it is neither."""
        chosen = next((each for each in contacts if str(each.id) == self.contact.data), None)
        email, name = self.point_email.data or "", self.point_name.data or ""
        if chosen is not None and not email:
            email, name = chosen.email, name or chosen.name
        if not email:
            self.point_email.errors = [*self.point_email.errors, "Enter the e-mail address."]
            return None
        return PointPlan(canonical_email(email), name)


class NomineeForm(_Form):
    """Somebody whom a focal point nominates."""

    full_name = StringField(
        "Full name",
        [needed("Enter the name of the person."), at_most(LONGEST_NAME)],
        filters=[tidy_line],
    )
    email = EmailField(
        "E-mail address",
        [needed("Enter the e-mail address of the person."), Email(ADDRESS), at_most(320)],
        filters=[tidy_line],
    )
    position = StringField("Position", [at_most(LONGEST_NAME)], filters=[tidy_line])
    organisation = StringField("Organisation", [at_most(LONGEST_NAME)], filters=[tidy_line])
    reason = TextAreaField("Why this person", [at_most(REASON_CHARACTERS)], filters=[tidy_text])
    changed_at = SeenField()

    def plan(self) -> NomineePlan:
        """Return what was entered; only after the form was found valid."""
        return NomineePlan(
            full_name=self.full_name.data or "",
            email=canonical_email(self.email.data or ""),
            position=self.position.data or "",
            organisation=self.organisation.data or "",
            reason=self.reason.data or "",
        )


class MoveForm(_Form):
    """A press that moves somebody in the order: the rank that the page showed."""

    rank = HiddenField()

    @property
    def seen(self) -> int:
        """The rank; zero, which nobody has, for what is none."""
        text = self.rank.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class NeedForm(_Form):
    """Whether people need a nomination to apply."""

    need = RadioField(
        "Who may apply",
        choices=[
            SelectChoice(need.value, label, render_kw={"hint": hint})
            for need, (label, hint) in NEED_CHOICES.items()
        ],
    )

    @property
    def chosen(self) -> Need:
        """What was chosen; only after the form was found valid."""
        return Need(self.need.data)


def quota_values(quota: Quota) -> dict[str, Any]:
    """Return what the organisers' form shows of a quota."""
    names = ("name", "size", "until_on", "note", "changed_at")
    values = {name: getattr(quota, name) for name in names}
    return {**values, "place": place_told(quota.country, quota.subdivision)}


def point_values(point: FocalPoint) -> dict[str, Any]:
    """Return what the form shows of a focal point."""
    return {"point_email": point.email, "point_name": point.name}


def nominee_values(nomination: Nomination) -> dict[str, Any]:
    """Return what the form shows of somebody nominated."""
    names = ("full_name", "email", "position", "organisation", "reason", "changed_at")
    return {name: getattr(nomination, name) for name in names}


def _called(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.name, contact.role, contact.email)))
