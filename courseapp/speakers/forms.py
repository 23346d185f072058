"""What organisers and speakers enter."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired
from wtforms import BooleanField, EmailField, Field, StringField, TextAreaField
from wtforms.validators import Email, ValidationError

from courseapp.accounts.rules import canonical_email
from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, if_given, needed, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WordField
from courseapp.countries.form_fields import CountryField
from courseapp.countries.languages import language_name
from courseapp.countries.zones import known_zone
from courseapp.events.facts.fields import SeenField, ZoneField
from courseapp.files.forms import UploadField
from courseapp.files.rules import HANDOUTS, PHOTOS
from courseapp.speakers.languages import language_tag, language_tags, named
from courseapp.speakers.models import SpeakerEngagement, SpeakerProfile
from courseapp.speakers.plans import BiographyPlan, PartPlan, ProfilePlan, WindowPlan
from courseapp.speakers.rules import BIOGRAPHY_CHARACTERS, NOTE_CHARACTERS
from courseapp.speakers.words import PRESENCES

BIOGRAPHIES = (1, 2, 3, 4)
MIDNIGHT = time(0, 0)


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST that is not exempt before its view


def _one_language(_form: FlaskForm, field: Field) -> None:
    if field.data:
        _read(language_tag, field.data)


def _languages(_form: FlaskForm, field: Field) -> None:
    _read(language_tags, field.data or "")


def _read(reader: Any, text: str) -> None:
    try:
        reader(text)
    except Problem as problem:
        raise ValidationError(problem.message) from None


def _zone(_form: FlaskForm, field: Field) -> None:
    if field.data and not known_zone(field.data):
        raise ValidationError("Choose a time zone of the list.")


def _biography() -> TextAreaField:
    return TextAreaField("Biography", [at_most(BIOGRAPHY_CHARACTERS)], filters=[tidy_text])


def _its_language() -> StringField:
    return StringField("Language of this text", [_one_language], filters=[tidy_line])


class AboutForm(_Form):
    """What is told of a person, by herself or by organisers."""

    title = StringField("Title or position", [at_most(300)], filters=[tidy_line])
    organisation = StringField("Organisation", [at_most(300)], filters=[tidy_line])
    country = CountryField("Country of work")
    zone = ZoneField("Time zone", "Not known", validators=[_zone])
    languages = StringField("Languages spoken", [at_most(400), _languages], filters=[tidy_line])
    biography_1, language_1 = _biography(), _its_language()
    biography_2, language_2 = _biography(), _its_language()
    biography_3, language_3 = _biography(), _its_language()
    biography_4, language_4 = _biography(), _its_language()
    photo = UploadField("Photo", allowed=PHOTOS)
    without_photo = BooleanField("Remove the photo")
    changed_at = SeenField()

    @property
    def biographies(self) -> list[tuple[Field, Field]]:
        """The texts with their languages: those in use and one more."""
        pairs = [(self[f"biography_{n}"], self[f"language_{n}"]) for n in BIOGRAPHIES]
        used = [n for n, pair in enumerate(pairs, 1) if any(field.data for field in pair)]
        return pairs[: max(used, default=0) + 1]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each text against its language too."""
        sound = super().validate(extra_validators)
        return all([sound, *self._each_has_its_language()])

    def _each_has_its_language(self) -> Iterable[bool]:
        seen: set[str] = set()
        for text, language in self.biographies:
            if not text.data or language.errors:
                continue
            if not language.data:
                language.errors = ["Enter the language of this text, such as English."]
            elif language_tag(language.data) in seen:
                language.errors = ["There is a text in this language already."]
            else:
                seen.add(language_tag(language.data))
            yield not language.errors

    def profile_plan(self, name: str, email: str) -> ProfilePlan:
        """Return what was entered; only after the form was found valid."""
        return ProfilePlan(
            name=name,
            email=canonical_email(email),
            title=self.title.data or "",
            organisation=self.organisation.data or "",
            country=self.country.data,
            zone=self.zone.data,
            languages=language_tags(self.languages.data or ""),
            biographies=tuple(
                BiographyPlan(language_tag(language.data), text.data)
                for text, language in self.biographies
                if text.data
            ),
        )


class SpeakerForm(AboutForm):
    """A speaker as organisers enter her."""

    name = StringField("Name", [needed("Enter the name."), at_most(300)], filters=[tidy_line])
    email = EmailField(
        "E-mail address",
        [if_given, Email("Enter an address such as name@example.org."), at_most(320)],
        filters=[tidy_line],
    )
    presence = WordField("Takes part", PRESENCES, "Not known yet")
    is_public = BooleanField("Show on the public page of the event")
    note = TextAreaField("Note for organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])

    @property
    def plan(self) -> ProfilePlan:
        return self.profile_plan(self.name.data or "", self.email.data or "")

    @property
    def part(self) -> PartPlan:
        unsaid = PartPlan().presence
        return PartPlan(self.presence.data or unsaid, self.is_public.data, self.note.data or "")


class AnswerForm(_Form):
    """What a speaker says to the invitation."""

    presence = WordField("How will you take part?", PRESENCES, "I do not know yet")
    is_public = BooleanField("Show my name, photo and biography on the public page of the event")
    remark = TextAreaField(
        "A word to the organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text]
    )


class WindowForm(_Form):
    """A time at which she can speak; without clock times it is the whole day."""

    zone = ZoneField(
        "Time zone", "Choose a time zone", validators=[needed("Choose your time zone."), _zone]
    )
    day = DayField("Day", [needed("Enter the day.")])
    starts = ClockField("From")
    ends = ClockField("Until")
    ends_on = DayField("Day on which it ends")

    def plan(self) -> WindowPlan:
        """Return what was entered; only after the form was found valid."""
        first: date = self.day.data  # type: ignore[assignment]  # found valid
        last = self.ends_on.data or first
        if self.ends.data is None:
            ends = datetime.combine(last + timedelta(days=1), MIDNIGHT)
        else:
            ends = datetime.combine(last, self.ends.data)
        starts = datetime.combine(first, self.starts.data or MIDNIGHT)
        return WindowPlan(self.zone.data, starts, ends)


class SlidesForm(_Form):
    """Slides of a session."""

    document = UploadField("File", [FileRequired("Choose a file.")], allowed=HANDOUTS)


def about_values(profile: SpeakerProfile) -> dict[str, Any]:
    """Return what the form shows of a profile."""
    values: dict[str, Any] = {
        name: getattr(profile, name) for name in ("title", "organisation", "country", "zone")
    }
    values["languages"] = named([each.language for each in profile.languages])
    for number, each in zip(BIOGRAPHIES, profile.biographies, strict=False):
        values[f"biography_{number}"] = each.text
        values[f"language_{number}"] = language_name(each.language)
    return values


def speaker_values(engagement: SpeakerEngagement) -> dict[str, Any]:
    """Return what the organisers' form shows of a speaker."""
    return {
        **about_values(engagement.profile),
        "name": engagement.profile.name,
        "email": engagement.profile.email,
        "presence": engagement.presence,
        "is_public": engagement.is_public,
        "note": engagement.note,
    }


def answer_values(engagement: SpeakerEngagement) -> dict[str, Any]:
    """Return what the form for her answer shows."""
    return {
        "presence": engagement.presence,
        "is_public": engagement.is_public,
        "remark": engagement.remark,
    }
