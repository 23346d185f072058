"""What reviewers and organisers enter about conflicts, and about reviewers."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import StopValidation, ValidationError

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import WholeNumberField
from courseapp.countries.form_fields import CountryField
from courseapp.events.facts.fact_fields import LanguagesField, TopicsField
from courseapp.events.facts.topics import LONGEST_TOPIC, MOST_OWN_TOPICS, own_words
from courseapp.review.conflicts.people import Colleague
from courseapp.review.conflicts.profiles import MOST_AFFILIATIONS, ProfilePlan
from courseapp.review.conflicts.rules import LONGEST_REASON
from courseapp.review.conflicts.words import RELATIONS

OTHER = "other"
LONGEST_AFFILIATION = 300
WHY = "Say in a few words why."


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class DeclareForm(_Form):
    """What connects a reviewer with an applicant."""

    relation = RadioField(
        "What connects you with this person or application?",
        [needed("Choose what fits best.")],
        choices=[SelectChoice(key, text) for key, text in RELATIONS.items()],
        validate_choice=False,
    )
    details = TextAreaField(
        "In your own words", [at_most(LONGEST_REASON // 2)], filters=[tidy_text]
    )

    def validate_relation(self, field: Field) -> None:
        if field.data not in RELATIONS:
            raise StopValidation("Choose what fits best.")

    def validate_details(self, field: Field) -> None:
        if self.relation.data == OTHER and not field.data:
            raise ValidationError(WHY)

    @property
    def reason(self) -> str:
        """What is kept as the reason; only after the form was found valid."""
        said = "" if self.relation.data == OTHER else f"{RELATIONS[self.relation.data]}."
        return " ".join(filter(None, (said, self.details.data)))


class ConflictForm(_Form):
    """A conflict that an organiser knows of."""

    reference = StringField(
        "Number of the application",
        [needed("Enter the number of the application, such as K7M2-9QXR-4TBN."), at_most(20)],
        filters=[tidy_line],
    )
    person = SelectField("Who is in conflict", choices=[], coerce=int, validate_choice=False)
    reason = TextAreaField("Why", [needed(WHY), at_most(LONGEST_REASON)], filters=[tidy_text])

    def offer(self, colleagues: Sequence[Colleague]) -> None:
        """Fill the list of people."""
        self.person.choices = [SelectChoice(each.id, each.name) for each in colleagues]


class RemoveForm(_Form):
    """Why a conflict is none."""

    why = TextAreaField(
        "Why this is no conflict", [needed(WHY), at_most(LONGEST_REASON)], filters=[tidy_text]
    )


class CountryRuleForm(_Form):
    """Whether people of one country are in conflict."""

    same_country = BooleanField("Nobody reviews people of her own country")


class ProfileForm(_Form):
    """What is known of a reviewer."""

    affiliations = TextAreaField("Organisations", filters=[tidy_text])
    country = CountryField("Country", "Not given")
    languages = LanguagesField("Languages of applications that can be read")
    ets_topics = TopicsField("ets")
    article6_topics = TopicsField("article6")
    own_topics = TextAreaField("Other topics", filters=[tidy_text])
    most = WholeNumberField("Applications at most, in each round", 0, 1000)

    @classmethod
    def of(cls, plan: ProfilePlan, typed: Any = None, most: int | None = None) -> "ProfileForm":
        """Return the form with what is known."""
        known = {
            "affiliations": "\n".join(plan.affiliations),
            "country": plan.country,
            "languages": plan.languages,
            "ets_topics": plan.topics,
            "article6_topics": plan.topics,
            "own_topics": "\n".join(own_words(plan.topics)),
            "most": most,
        }
        return cls(typed, data=known)

    def validate_affiliations(self, field: Field) -> None:
        lines = _lines(field.data)
        if len(lines) > MOST_AFFILIATIONS:
            raise ValidationError(f"Enter at most {MOST_AFFILIATIONS}, one on a line.")
        if any(len(line) > LONGEST_AFFILIATION for line in lines):
            raise ValidationError(f"Use at most {LONGEST_AFFILIATION} characters on a line.")

    def validate_own_topics(self, field: Field) -> None:
        lines = _lines(field.data)
        if len(lines) > MOST_OWN_TOPICS:
            raise ValidationError(f"Name at most {MOST_OWN_TOPICS} topics, one on a line.")
        if any(len(line) > LONGEST_TOPIC for line in lines):
            raise ValidationError(f"Use at most {LONGEST_TOPIC} characters on a line.")

    def plan(self) -> ProfilePlan:
        """Return what was entered; only after the form was found valid."""
        topics = (*(self.ets_topics.data or ()), *(self.article6_topics.data or ()))
        return ProfilePlan(
            affiliations=_lines(self.affiliations.data),
            country=self.country.data,
            languages=tuple(self.languages.data or ()),
            topics=(*topics, *_lines(self.own_topics.data)),
        )


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy_line, (text or "").splitlines())))
