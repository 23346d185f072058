"""The public form with which somebody asks to join an initiative."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlsplit

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import StopValidation, ValidationError

from courseapp.accounts.forms import EMAIL_CHECKS
from courseapp.accounts.honest_forms import HonestForm, needs_a_look
from courseapp.core.form_checks import Check, at_most, at_most_words, needed
from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import choices, is_country
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.vocabularies import LEAD_TYPES
from courseapp.initiatives.rules import PassageKind
from courseapp.joining.models import JoinForm
from courseapp.joining.requesting import Asked
from courseapp.joining.rules import (
    CONSENT_VERSION,
    CONTRIBUTION_WORDS,
    PartnerKind,
)
from courseapp.joining.words import KINDS

LONGEST_LINE = 300
OFFERED = frozenset({PassageKind.AREA_OF_WORK, PassageKind.ACTIVITY})
COUNTRIES = "national-government"  # a country joins as itself, not as an organisation

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _line(text: str | None) -> str:
    return one_line(text or "")


def _text(text: str | None) -> str:
    return paragraphs(text or "")


def _address(text: str | None) -> str:
    """People leave https:// out; with it the address can be followed."""
    line = _line(text)
    return f"https://{line}" if line and not _SCHEME.match(line) else line


def _web_address(_form: Form, field: Field) -> None:
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in {"http", "https"} or "." not in host or " " in field.data:
        raise ValidationError(
            f"“{field.data[:80]}” is not the address of a website. "
            "It looks like https://institute.example."
        )


def _country(_form: Form, field: Field) -> None:
    if not is_country(field.data):
        raise ValidationError("Choose a country from the list.")


def _known_type(_form: Form, field: Field) -> None:
    if LEAD_TYPES.get(field.data) is None or field.data == COUNTRIES:
        raise ValidationError("Choose a type from the list.")


def only_for(*, country: bool) -> Check:
    """Ask for what follows of a country, or of an organisation; of the other it is not asked."""

    def check(form: Form, field: Field) -> None:
        kind = cast(JoinRequestForm, form).chosen
        if kind is None or (kind is PartnerKind.COUNTRY) != country:
            field.errors = []
            raise StopValidation

    return check


class PlaceField(SelectField):
    """One country of the list, or none chosen yet."""

    def __init__(self, label: str, checks: Sequence[Check], **options: Any) -> None:
        countries = [SelectChoice(code, name) for code, name in choices()]
        super().__init__(
            label,
            [*checks, _country],
            choices=[SelectChoice("", "Choose a country"), *countries],
            validate_choice=False,
            filters=[_line],
            **options,
        )


class TickedTextField(BooleanField):
    """A box that stands for one text and for no other: who saw an older one ticks anew."""

    stands_for = ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = bool(valuelist)
        self.ticked = list(valuelist)

    def _value(self) -> str:
        return sha256(self.stands_for.encode()).hexdigest()[:16]

    @property
    def agrees(self) -> bool:
        """Whether the box was ticked beside the present text."""
        return bool(self.data) and self._value() in getattr(self, "ticked", ())


class JoinRequestForm(HonestForm):
    """A request to join. `joining` gives it the kinds, the areas of work and the texts."""

    kind = RadioField("For whom do you ask?", validate_choice=False)
    country = PlaceField(
        "Name of the country",
        [only_for(country=True), needed("Choose the country for which you ask.")],
    )
    organisation = StringField(
        "Name of the organisation",
        [
            only_for(country=False),
            needed("Enter the name of the organisation for which you ask."),
            at_most(LONGEST_LINE),
        ],
        filters=[_line],
    )
    organisation_type = SelectField(
        "Type of organisation",
        [only_for(country=False), needed("Choose the type of the organisation."), _known_type],
        choices=[
            SelectChoice("", "Choose a type"),
            *(SelectChoice(t.key, t.label) for t in LEAD_TYPES.terms if t.key != COUNTRIES),
        ],
        validate_choice=False,
        filters=[_line],
    )
    seat = PlaceField(
        "Country of its seat",
        [
            only_for(country=False),
            needed("Choose the country where the organisation has its seat."),
        ],
    )
    website = StringField("Website", [at_most(LONGEST_LINE), _web_address], filters=[_address])
    full_name = StringField(
        "Your full name",
        [needed("Enter your full name."), at_most(LONGEST_LINE)],
        filters=[_line],
    )
    position = StringField(
        "Your position",
        [
            needed("Enter your position, for example: head of the carbon market unit."),
            at_most(LONGEST_LINE),
        ],
        filters=[_line],
    )
    email = EmailField("Your e-mail address", EMAIL_CHECKS, filters=[_line])
    areas = SelectMultipleField("To which areas of work?", validate_choice=False)
    contribution = TextAreaField(
        "What do you want to contribute?",
        [at_most_words(CONTRIBUTION_WORDS)],
        filters=[_text],
    )
    commitment = TickedTextField("We agree to what a partner commits to")
    consent = TickedTextField("I agree to this use of my data")

    open_to: tuple[PartnerKind, ...]
    areas_offered: dict[str, str]  # titles by key

    def joining(self, form: JoinForm, record: Record) -> "JoinRequestForm":
        """Fit the form to the initiative; return itself."""
        self.open_to = form.open_to
        self.kind.choices = [SelectChoice(kind.value, KINDS[kind]) for kind in form.open_to]
        if len(form.open_to) == 1 and not self.kind.data:
            self.kind.data = form.open_to[0].value
        self.areas_offered = {
            passage.key: passage.title for passage in record.passages if passage.kind in OFFERED
        }
        self.areas.choices = [SelectChoice(*each) for each in self.areas_offered.items()]
        self.commitment.stands_for = form.commitment
        self.consent.stands_for = CONSENT_VERSION
        return self

    @property
    def chosen(self) -> PartnerKind | None:
        """For whom she asks; None where that is not said."""
        return PartnerKind(self.kind.data) if self.kind.data in set(PartnerKind) else None

    @property
    def asked(self) -> Asked:
        """What was typed, once it is valid; what is not asked of her kind is left out."""
        kind = PartnerKind(self.kind.data)
        of_organisation = kind is not PartnerKind.COUNTRY
        return Asked(
            kind=kind,
            country=(self.seat if of_organisation else self.country).data,
            organisation=(self.organisation.data or "") if of_organisation else "",
            organisation_type=self.organisation_type.data if of_organisation else "",
            website=self.website.data or "",
            full_name=self.full_name.data or "",
            position=self.position.data or "",
            email=self.email.data or "",
            areas=self.areas_chosen,
            contribution=self.contribution.data or "",
            is_held=needs_a_look(
                self.contribution.data,
                self.organisation.data,
                self.full_name.data,
                self.position.data,
            ),
        )

    @property
    def areas_chosen(self) -> tuple[str, ...]:
        """The titles of the ticked areas, in the order of the record."""
        ticked = set(self.areas.data or ())
        return tuple(title for key, title in self.areas_offered.items() if key in ticked)

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in self.open_to:
            raise ValidationError("Choose for whom you ask.")

    def validate_contribution(self, field: TextAreaField) -> None:
        if not field.data and not self.areas_chosen:
            raise ValidationError(
                "Choose an area of work, or write what you want to contribute."
                if self.areas_offered
                else "Write what you want to contribute."
            )

    def validate_commitment(self, field: TickedTextField) -> None:
        if field.stands_for and not field.agrees:
            raise ValidationError("Read what a partner commits to, and tick the box if you agree.")

    def validate_consent(self, field: TickedTextField) -> None:
        if not field.agrees:
            raise ValidationError(
                "Tick the box if you agree. Without it the team may not read what you send."
            )
