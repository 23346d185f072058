"""One form for each kind of test."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.form_checks import needed
from courseapp.core.form_fields import WholeNumberField, WordField
from courseapp.countries.form_fields import LanguageField
from courseapp.eligibility.composed.conditions import (
    Belongs,
    Completed,
    Condition,
    CountryOn,
    Experience,
    Group,
    Invited,
    OrganisationIs,
    Scope,
    ScopeKind,
    Speaks,
    Test,
    TookPart,
    Whose,
)
from courseapp.eligibility.composed.outline import is_opposite
from courseapp.eligibility.composed.writing import KINDS
from courseapp.eligibility.composing.offered import Offered
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.forms.lists import SeenForm
from courseapp.eligibility.rules import Joint
from courseapp.eligibility.vocabulary import LEVELS, ORGANISATION_TYPES, WHOSE
from courseapp.events.rules import Level
from courseapp.events.words import LEVELS as EVENT_LEVELS

MOST_YEARS = 70


class ConditionForm(SeenForm):
    """One test, or its opposite."""

    title: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    opposite: ClassVar[str] = "The opposite must be so"

    negated = BooleanField("The opposite must be so")

    def offer(self, offered: Offered) -> None:
        """Fill what there is to choose from."""

    def test(self) -> Test:
        """Return the test; only after the fields were found valid."""
        raise NotImplementedError

    @classmethod
    def values(cls, test: Any) -> dict[str, object]:
        """Return a test as the form shows it."""
        raise NotImplementedError

    def condition(self) -> Condition:
        """Return what was entered: a test, or none of it."""
        return Group(Joint.NONE, (self.test(),)) if self.negated.data else self.test()


class CountryForm(ConditionForm):
    """A country of hers is on a list."""

    title = "A country on a list"
    hint = "Nationality, country of work, or seat of the organisation, on a list as of the day."

    whose = RadioField(
        "Which country",
        choices=[SelectChoice(each.value, text) for each, text in WHOSE.items()],
        default=Whose.WORK,
    )
    listed = SelectField("On which list", [needed("Choose a list.")], choices=[])

    def offer(self, offered: Offered) -> None:
        choices = [SelectChoice(e.key, e.title, optgroup=e.family) for e in offered.lists]
        held = self.listed.data or ""
        if held and held not in {each.key for each in offered.lists} and not self.is_submitted():
            choices.append(
                SelectChoice(held, "The list as it is now", optgroup="No longer offered")
            )
        self.listed.choices = [SelectChoice("", "Choose a list"), *choices]

    def test(self) -> Test:
        return CountryOn(Whose(self.whose.data), self.listed.data)

    @classmethod
    def values(cls, test: CountryOn) -> dict[str, object]:
        return {"whose": test.whose.value, "listed": test.key}


class OrganisationForm(ConditionForm):
    """Her organisation is of a type."""

    title = "Type of organisation"
    hint = "A ministry, a regulator, a university …"

    types = SelectMultipleField(
        "Works for",
        [needed("Choose at least one type.")],
        choices=[
            (key, text.partition(" ")[2].capitalize()) for key, text in ORGANISATION_TYPES.items()
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def test(self) -> Test:
        return OrganisationIs(tuple(self.types.data or ()))

    @classmethod
    def values(cls, test: OrganisationIs) -> dict[str, object]:
        return {"types": list(test.types)}


class ExperienceForm(ConditionForm):
    """Her years of experience."""

    title = "Years of experience"
    hint = "At least, at most, or between two numbers of years."

    least = WholeNumberField("At least", 0, MOST_YEARS)
    most = WholeNumberField("At most", 0, MOST_YEARS)

    def validate_most(self, field: WholeNumberField) -> None:
        """Refuse a test without any limit, and limits of which nobody is between."""
        least = self.least.data
        if least is None and field.data is None and not self.least.errors:
            raise ValidationError("Enter at least one of both numbers.")
        if least is not None and field.data is not None and field.data < least:
            raise ValidationError(f"Enter a number that is not below {least}.")

    def test(self) -> Test:
        return Experience(self.least.data, self.most.data)

    @classmethod
    def values(cls, test: Experience) -> dict[str, object]:
        return {"least": test.least, "most": test.most}


class ScopeForm(ConditionForm):
    """Of which events somebody took part in one."""

    scope = SelectField("Of which events", [needed("Choose the events.")], choices=[])

    def offer(self, offered: Offered) -> None:
        slug, name = offered.own
        series = [SelectChoice(f"series:{slug}", title) for slug, title in offered.series]
        whole = SelectChoice(f"initiative:{slug}", f"All events of {name}")
        self.scope.choices = [SelectChoice("", "Choose"), *series, whole]

    def chosen(self) -> Scope:
        """Return the events; only after the fields were found valid."""
        kind, _, slug = (self.scope.data or "").partition(":")
        return Scope(ScopeKind(kind), slug)


class CompletedForm(ScopeForm):
    """She completed an event of some level."""

    title = "Completed before"
    hint = "A prerequisite: an earlier event of at least some level, with completion."

    level = WordField("At least of level", EVENT_LEVELS, "Choose a level")

    def validate_level(self, field: WordField) -> None:
        """Refuse an empty field."""
        if field.data is None and not field.errors:
            raise StopValidation("Choose a level.")

    def test(self) -> Test:
        return Completed(Level(self.level.data), self.chosen())

    @classmethod
    def values(cls, test: Completed) -> dict[str, object]:
        return {"level": test.level, "scope": f"{test.scope.kind}:{test.scope.slug}"}


class TookPartForm(ScopeForm):
    """She took part before."""

    title = "Took part before"
    hint = "Or did not, so that new people come: tick that the opposite must be so."

    years = WholeNumberField("Within the last years", 1, MOST_YEARS)

    def test(self) -> Test:
        return TookPart(self.chosen(), self.years.data)

    @classmethod
    def values(cls, test: TookPart) -> dict[str, object]:
        return {"years": test.years, "scope": f"{test.scope.kind}:{test.scope.slug}"}


class SpeaksForm(ConditionForm):
    """How well she speaks a language."""

    title = "Level of a language"
    hint = "At least B2 in English, for example."

    language = LanguageField("Language", validators=[needed("Choose a language.")])
    level = WordField("At least", LEVELS, "Choose a level")

    def validate_level(self, field: WordField) -> None:
        """Refuse an empty field."""
        if field.data is None and not field.errors:
            raise StopValidation("Choose a level.")

    def test(self) -> Test:
        return Speaks(self.language.data, Cefr(self.level.data))

    @classmethod
    def values(cls, test: Speaks) -> dict[str, object]:
        return {"language": test.language, "level": test.level}


class InvitedForm(ConditionForm):
    """She is invited."""

    title = "Invited"
    hint = "Invited by you, or nominated by a focal point."

    def test(self) -> Test:
        return Invited()

    @classmethod
    def values(cls, test: Invited) -> dict[str, object]:  # noqa: ARG003 - there is nothing to show
        return {}


class BelongsForm(ConditionForm):
    """Her country or organisation belongs to an initiative."""

    title = "Member of an initiative"
    hint = "The country of work, or the organisation, stands in the initiative's record."

    initiative = SelectField("Which initiative", [needed("Choose an initiative.")], choices=[])

    def offer(self, offered: Offered) -> None:
        offers = [SelectChoice(slug, name) for slug, name in offered.initiatives]
        self.initiative.choices = [SelectChoice("", "Choose an initiative"), *offers]

    def test(self) -> Test:
        return Belongs(self.initiative.data)

    @classmethod
    def values(cls, test: Belongs) -> dict[str, object]:
        return {"initiative": test.initiative}


FORMS: Mapping[str, type[ConditionForm]] = {
    KINDS[CountryOn]: CountryForm,
    KINDS[OrganisationIs]: OrganisationForm,
    KINDS[Experience]: ExperienceForm,
    KINDS[Speaks]: SpeaksForm,
    KINDS[Completed]: CompletedForm,
    KINDS[TookPart]: TookPartForm,
    KINDS[Belongs]: BelongsForm,
    KINDS[Invited]: InvitedForm,
}


def tested(condition: Condition) -> tuple[Test, bool] | None:
    """Return the test that a form can show, and whether it is negated; None for other groups."""
    if not isinstance(condition, Group):
        return condition, False
    only = condition.members[0] if is_opposite(condition) else None
    return None if only is None or isinstance(only, Group) else (only, True)
