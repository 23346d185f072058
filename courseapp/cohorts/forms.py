"""What organisers enter about a cohort: limits as sentences, settings, the seed, ticks."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import StopValidation

from courseapp.cohorts.features import EACH
from courseapp.cohorts.limits import LimitPlan
from courseapp.cohorts.model.record import POINT, LimitKind
from courseapp.cohorts.models import LONGEST_REASON, LONGEST_SEED, CohortLimit
from courseapp.cohorts.offering import split_value
from courseapp.cohorts.planning import Settings
from courseapp.cohorts.rules import Unscored
from courseapp.cohorts.words import UNSCORED
from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.core.form_fields import WholeNumberField

Groups = Mapping[str, Sequence[tuple[str, str]]]
HARD, WISH = "hard", "wish"
NOBODY_ELSE = "nobody else"
MOST_PEOPLE, MOST_POINTS = 5000, 10_000
USUAL_WEIGHT = 5
HOW_MUCH = "Enter how many points a person too many or missing costs, for example 5."
GROUP_KINDS = (
    (LimitKind.AT_LEAST, "At least so many people"),
    (LimitKind.AT_LEAST_SHARE, "At least so many per cent"),
    (LimitKind.AT_MOST, "At most so many people"),
)
PERSON_KINDS = ((LimitKind.MUST_IN, "must be in"), (LimitKind.MUST_OUT, "must not be in"))


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class LimitForm(_Form):
    """What all limits have: whether one is hard, else what it costs to miss it."""

    shape: ClassVar[str] = ""
    strength = RadioField(
        "How firm is it",
        choices=[
            SelectChoice(HARD, "Hard", render_kw={"hint": "No proposal breaks it."}),
            SelectChoice(
                WISH, "A wish", render_kw={"hint": "It may be missed, and that costs points."}
            ),
        ],
        default=HARD,
    )
    weight = WholeNumberField("Points for each person too many or missing", 1, MOST_POINTS)

    def validate_weight(self, field: Field) -> None:
        if self.strength.data == WISH and field.data is None and not field.errors:
            raise StopValidation(HOW_MUCH)

    @property
    def own_weight(self) -> int | None:
        """The weight in thousandths of a point; None for a hard limit."""
        if self.strength.data != WISH:
            return None
        return (self.weight.data or USUAL_WEIGHT) * POINT

    def plan(self) -> LimitPlan:
        """Return what was entered; only after the form was found valid."""
        raise NotImplementedError

    def offer(self, values: Groups, people: Sequence[tuple[str, str]]) -> None:
        """Let groups, or people, be chosen from these."""


class EachForm(LimitForm):
    """At most so many people from each country, or each organisation."""

    shape: ClassVar[str] = "each"
    number = WholeNumberField(
        "At most", 0, MOST_PEOPLE, validators=[needed("Enter how many people, for example 2.")]
    )
    feature = SelectField(
        "from each", choices=[SelectChoice(str(key), text) for key, text in EACH.items()]
    )

    def plan(self) -> LimitPlan:
        return LimitPlan(
            LimitKind.AT_MOST_EACH,
            self.number.data or 0,
            self.feature.data or "",
            weight=self.own_weight,
        )


class GroupForm(LimitForm):
    """At least, or at most, so many people of a group, or of one of two groups."""

    shape: ClassVar[str] = "group"
    kind = SelectField(
        "What is asked", choices=[SelectChoice(str(key), text) for key, text in GROUP_KINDS]
    )
    number = WholeNumberField(
        "Number", 0, MOST_PEOPLE, validators=[needed("Enter a number, for example 10.")]
    )
    group = SelectField("Of whom", choices=[])
    other = SelectField("or of", choices=[])

    def offer(self, values: Groups, people: Sequence[tuple[str, str]]) -> None:  # noqa: ARG002
        offered = {
            heading: [SelectChoice(key, text) for key, text in rows]
            for heading, rows in values.items()
        }
        self.group.choices = offered
        self.other.choices = {NOBODY_ELSE: [SelectChoice("", NOBODY_ELSE)], **offered}

    def validate_number(self, field: Field) -> None:
        is_share = self.kind.data == LimitKind.AT_LEAST_SHARE
        if is_share and field.data is not None and field.data > 100:
            raise StopValidation("Enter at most 100 per cent.")

    def validate_other(self, field: Field) -> None:
        if not field.data or not self.group.data:
            return
        if split_value(field.data)[0] != split_value(self.group.data)[0]:
            raise StopValidation(
                "Choose a second group of the same kind, such as another list of countries."
            )

    def plan(self) -> LimitPlan:
        feature, value = split_value(self.group.data or "")
        more = (split_value(self.other.data)[1],) if self.other.data else ()
        return LimitPlan(
            LimitKind(self.kind.data),
            self.number.data or 0,
            feature,
            tuple(dict.fromkeys((value, *more))),
            weight=self.own_weight,
        )


class PersonForm(LimitForm):
    """A person who must be in, or must not be, and why."""

    shape: ClassVar[str] = "person"
    person = SelectField("Who", choices=[])
    kind = RadioField(
        "What is asked",
        choices=[SelectChoice(str(key), text) for key, text in PERSON_KINDS],
        default=str(LimitKind.MUST_IN),
    )
    reason = StringField(
        "Why",
        [needed("Say why: it stands in the minutes."), at_most(LONGEST_REASON)],
        filters=[tidy_line],
    )

    def offer(self, values: Groups, people: Sequence[tuple[str, str]]) -> None:  # noqa: ARG002
        self.person.choices = [
            SelectChoice("", "Choose a person"),
            *(SelectChoice(key, text) for key, text in people),
        ]

    def validate_person(self, field: Field) -> None:
        if not field.data:
            raise StopValidation("Choose a person.")

    def plan(self) -> LimitPlan:
        return LimitPlan(
            LimitKind(self.kind.data),
            application_id=int(self.person.data),
            reason=self.reason.data or "",
            weight=self.own_weight,
        )


SHAPES: Mapping[str, type[LimitForm]] = {
    each.shape: each for each in (EachForm, GroupForm, PersonForm)
}


def shape_of(row: CohortLimit) -> str:
    """Return which form a limit is entered in."""
    if row.application_id is not None:
        return PersonForm.shape
    return EachForm.shape if row.kind is LimitKind.AT_MOST_EACH else GroupForm.shape


def entered(row: CohortLimit) -> dict[str, Any]:
    """Return what the form of a limit holds."""
    values = [f"{row.feature}:{value}" for value in row.values]
    return {
        "number": row.number,
        "feature": row.feature,
        "kind": str(row.kind),
        "group": values[0] if values else "",
        "other": values[1] if len(values) > 1 else "",
        "person": str(row.application_id or ""),
        "reason": row.reason,
        "strength": HARD if row.weight is None else WISH,
        "weight": None if row.weight is None else row.weight // POINT,
    }


class SettingsForm(_Form):
    """What counts without a review, which countries count, how few people are enough."""

    unscored = RadioField(
        "Who was not reviewed counts with",
        choices=[SelectChoice(str(key), text) for key, text in UNSCORED.items()],
        default=str(Unscored.NOTHING),
    )
    by_nationality = BooleanField("Limits may be about nationality too")
    fewest = WholeNumberField("Choose at least so many people", 0, MOST_PEOPLE)

    @classmethod
    def of(cls, settings: Settings, typed: Any = None) -> "SettingsForm":
        """Return the form with what is set now."""
        known = {
            "unscored": str(settings.unscored),
            "by_nationality": settings.by_nationality,
            "fewest": settings.fewest or None,
        }
        return cls(typed, data=known)

    def settings(self) -> Settings:
        """Return what was entered; only after the form was found valid."""
        return Settings(
            Unscored(self.unscored.data),
            bool(self.by_nationality.data),
            self.fewest.data or 0,
        )


class SeedForm(_Form):
    """The seed of the lottery."""

    seed = StringField(
        "Seed",
        [needed("Enter numbers or words that nobody can have chosen."), at_most(LONGEST_SEED)],
        filters=[tidy_line],
    )


class TickForm(_Form):
    """Who is ticked among those shown, and why."""

    version = IntegerField()
    reason = StringField("Why, for the minutes", [at_most(LONGEST_REASON)], filters=[tidy_line])
    shown = HiddenField()


class LockForm(_Form):
    """The end of ticking, with the length of the reserve."""

    version = IntegerField()
    reserve = WholeNumberField("How many people stand on the reserve", 0, MOST_PEOPLE)
