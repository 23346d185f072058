"""The pages of an application. A draft takes whatever is typed; only sending asks for all of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from courseapp.applications.questions import (
    ABOUT,
    LABELS,
    MODULES,
    MOTIVATION,
    WORK,
    Answers,
)
from courseapp.applications.rules import (
    CONSENT_VERSION,
    EXPERIENCE_WORDS,
    MOTIVATION_WORDS,
    OrganisationType,
)
from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.applications.wish_fields import WishesField, possible_wishes
from courseapp.applications.wishes import Offer, offer_of
from courseapp.core.errors import NotFound
from courseapp.core.form_checks import Check, at_most, at_most_words
from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import choices, is_country
from courseapp.events.models import Event

LONGEST_LINE = 300
LONGEST_CAREER = 70


def needed(message: str) -> Check:
    """Ask for an answer when the application is sent; a draft may leave it empty."""

    def check(form: Form, field: Field) -> None:
        if not _as_typed(field):
            field.errors = []
            raise StopValidation(message if cast(StepForm, form).sending else "")

    return check


def known_country(_form: Form, field: Field) -> None:
    """Refuse a code that is no country's."""
    if not is_country(field.data):
        raise ValidationError(
            f"“{field.data}” is not a country in our list. Choose one from the list."
        )


def known_type(_form: Form, field: Field) -> None:
    """Refuse a type of organisation that is not in the list."""
    if field.data not in ORGANISATION_TYPES:
        raise ValidationError(f"“{field.data}” is not in the list. Choose one from the list.")


def country_choices() -> list[SelectChoice]:
    """Return every country as an option."""
    return [SelectChoice(code, name) for code, name in choices()]


class CountryField(SelectField):
    """One country of the list, or none chosen yet."""

    def __init__(self, label: str, needed_message: str, **options: Any) -> None:
        super().__init__(
            label,
            [needed(needed_message), known_country],
            choices=[SelectChoice("", "Choose a country"), *country_choices()],
            validate_choice=False,
            filters=[lambda code: one_line(code or "")],
            **options,
        )


class YearsField(IntegerField):
    """A whole number of years; what is no number is told in words.

    The control takes any text: a number control would show nothing of what is no number.
    """

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        text = (valuelist or [""])[0].strip()
        self.data = None
        if text and not (text.isdecimal() and len(text) <= 2 and int(text) <= LONGEST_CAREER):
            raise ValueError(
                f"“{text[:40]}” is not a number of years from 0 to {LONGEST_CAREER}. "
                "Enter digits only, for example 4."
            )
        self.data = int(text) if text else None


class ConsentField(BooleanField):
    """A box that stands for one version of the text beside it, and for no other."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = CONSENT_VERSION in valuelist

    def _value(self) -> str:
        return CONSENT_VERSION


class StepForm(FlaskForm):
    """One page. `sending` asks for every answer; without it only what is typed is checked."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    sending = False
    seen = HiddenField()  # what was saved when the page was opened

    @property
    def texts(self) -> dict[str, str]:
        """The answers as typed, by question, safe to store."""
        return {field.name: _as_typed(field) for field in self if field.name != "seen"}


class AboutForm(StepForm):
    """Who she is."""

    full_name = StringField(
        LABELS["full_name"],
        [
            needed("Enter your full name as it stands in your passport."),
            at_most(LONGEST_LINE),
        ],
        filters=[lambda text: one_line(text or "")],
        description="In any script. One name is enough if you have only one.",
    )
    certificate_name = StringField(
        LABELS["certificate_name"],
        [
            needed("Enter your name as the certificate should show it."),
            at_most(LONGEST_LINE),
        ],
        filters=[lambda text: one_line(text or "")],
        description="As you want to see it printed.",
    )
    nationality = CountryField(LABELS["nationality"], "Choose your nationality.")


class WorkForm(StepForm):
    """What she does."""

    work_country = CountryField(LABELS["work_country"], "Choose the country where you work.")
    organisation = StringField(
        LABELS["organisation"],
        [needed("Enter the organisation you work for."), at_most(LONGEST_LINE)],
        filters=[lambda text: one_line(text or "")],
        description="With its department, for example: Ministry of Environment, Climate Division.",
    )
    organisation_type = RadioField(
        LABELS["organisation_type"],
        [needed("Choose the type of your organisation."), known_type],
        choices=[SelectChoice(kind.value, text) for kind, text in ORGANISATION_TYPES.items()],
        validate_choice=False,
    )
    position = StringField(
        LABELS["position"],
        [needed("Enter your position."), at_most(LONGEST_LINE)],
        filters=[lambda text: one_line(text or "")],
        description="What you do, for example: policy officer.",
    )
    experience_years = YearsField(
        LABELS["experience_years"],
        [needed("Enter how many years of experience you have. Enter 0 if you are new to it.")],
    )
    experience = TextAreaField(
        LABELS["experience"],
        [needed("Describe your experience in a few words."), at_most_words(EXPERIENCE_WORDS)],
        filters=[lambda text: paragraphs(text or "")],
        description="What have you worked on? If this is new to you, say so: "
        "it is no disadvantage for an introductory event.",
    )


class ModulesForm(StepForm):
    """Which modules she applies for, and which she would like most."""

    modules = WishesField(
        LABELS["modules"],
        validators=[needed("Choose the module that you would like most."), possible_wishes],
        description="Put the module that you would like most first.",
    )

    def __init__(self, *arguments: Any, offer: Offer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.modules.offer(offer)


class MotivationForm(StepForm):
    """Why she wants to come, and her consent."""

    motivation = TextAreaField(
        LABELS["motivation"],
        [needed("Write why you want to take part."), at_most_words(MOTIVATION_WORDS)],
        filters=[lambda text: paragraphs(text or "")],
        description="Which problem do you want to work on, and how will you use what you learn?",
    )
    consent_version = ConsentField(
        "I agree to this",
        [
            needed(
                "Tick the box if you agree. Without it the organisers may not read what you send."
            )
        ],
    )


@dataclass(frozen=True)
class FormStep:
    """One page of the form: `key` stands in its address."""

    key: str
    title: str
    form: Callable[..., StepForm] = field(compare=False)


STEP_KEYS = (ABOUT, WORK, MODULES, MOTIVATION)
_STEPS = {
    ABOUT: FormStep(ABOUT, "About you", AboutForm),
    WORK: FormStep(WORK, "Your work", WorkForm),
    MOTIVATION: FormStep(MOTIVATION, "Your motivation", MotivationForm),
}
Steps = Sequence[FormStep]


def steps_for(event: Event) -> Steps:
    """Return the pages of the form in their order; modules are asked for where one chooses."""
    offer, steps = offer_of(event), dict(_STEPS)
    if offer is not None:
        steps[MODULES] = FormStep(MODULES, "Your modules", partial(ModulesForm, offer=offer))
    return tuple(steps[key] for key in STEP_KEYS if key in steps)


def step_after(steps: Steps, key: str) -> FormStep | None:
    """Return the page that follows, or None after the last."""
    following = [step.key for step in steps].index(key) + 1
    return steps[following] if following < len(steps) else None


def step_of(steps: Steps, key: str) -> FormStep:
    """Return the page with the key. Raises NotFound where the event does not ask for it."""
    for step in steps:
        if step.key == key:
            return step
    raise NotFound


def filled(step: FormStep, texts: Mapping[str, str], seen: str = "") -> StepForm:
    """Return the page's form with the texts in it, not yet checked."""
    return step.form(MultiDict({**texts, "seen": seen}))


def checked(step: FormStep, texts: Mapping[str, str], *, sending: bool) -> StepForm:
    """Return the page's form with the texts in it and its errors beside them."""
    form = filled(step, texts)
    form.sending = sending
    form.validate()
    return form


def complete_answers(steps: Steps, texts: Mapping[str, str]) -> Answers | None:
    """Return the answers if nothing is missing or wrong, else None."""
    forms = [checked(step, texts, sending=True) for step in steps]
    if any(form.errors for form in forms):
        return None
    found = {name: value for form in forms for name, value in form.data.items()}
    return Answers(
        **{
            name: found[name]
            for name in LABELS
            if name not in {"organisation_type", "consent_version", "modules"}
        },
        organisation_type=OrganisationType(found["organisation_type"]),
        consent_version=CONSENT_VERSION,
        modules=tuple(int(each) for each in found.get("modules", ()) if each),
    )


def _as_typed(field: Field) -> str:
    if isinstance(field, ConsentField):
        return CONSENT_VERSION if field.data else ""
    raw = (field.raw_data or [""])[0]
    return paragraphs(raw) if isinstance(field, TextAreaField) else one_line(raw)
