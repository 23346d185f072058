"""What organisers enter about letters."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import WordField
from courseapp.visa_letters.costs import COSTS, PAYERS, Cost, Costs, Payer, read_costs
from courseapp.visa_letters.models import LetterDetails, LetterSettings
from courseapp.visa_letters.settling import DetailsPlan, SettingsPlan

LINE_CHARACTERS, ADDRESS_CHARACTERS = 200, 300
# So much fits on one page beside all the rest, still large enough to read.
AMOUNTS_CHARACTERS, EXTRA_CHARACTERS, REASON_CHARACTERS = 400, 700, 300
USUAL = "As for everybody"
_USUAL_PAYERS = {payer: text for payer, text in PAYERS.items() if payer is not Payer.LEFT_OUT}


class _Costs(FlaskForm):
    """A payer for each cost; the names of the fields are the values of `Cost`."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    def costs(self) -> Costs:
        """Return who pays what, as chosen; what was left as it is, is not in it."""
        chosen = ((cost, self[cost.value].data) for cost in Cost)
        return {cost: payer for cost, payer in chosen if payer is not None}


def _line(label: str, *checks: object) -> StringField:
    return StringField(label, [*checks, at_most(LINE_CHARACTERS)], filters=[tidy_line])


def _text(label: str, letters: int) -> TextAreaField:
    return TextAreaField(label, [at_most(letters)], filters=[tidy_text])


def _usual(cost: Cost) -> WordField:
    return WordField(COSTS[cost], _USUAL_PAYERS, PAYERS[Payer.LEFT_OUT])


def _own(cost: Cost) -> WordField:
    return WordField(COSTS[cost], PAYERS, USUAL)


class SettingsForm(_Costs):
    """What all letters of an event say."""

    signatory = _line("Name", needed("Enter who signs the letters."))
    signatory_position = _line("Position")
    host_name = _line("Organisation that receives people")
    host_address = _text("Address", ADDRESS_CHARACTERS)
    host_contact = _line("Whom an officer can ask")
    travel, lodging, meals = _usual(Cost.TRAVEL), _usual(Cost.LODGING), _usual(Cost.MEALS)
    insurance, visa_fee = _usual(Cost.INSURANCE), _usual(Cost.VISA_FEE)
    amounts = _text("Amounts and details", AMOUNTS_CHARACTERS)
    extra = _text("Another paragraph", EXTRA_CHARACTERS)

    @classmethod
    def of(cls, found: LetterSettings | None, host: str) -> "SettingsForm":
        """Return the form as sent, else as settled; `host` is whom the event's page names."""
        if found is None:
            return cls(host_name=host)
        return cls(obj=found, data=_chosen(found.costs))

    def plan(self) -> SettingsPlan:
        """Return what was entered; only after the form was found valid."""
        return SettingsPlan(costs=self.costs(), **_texts(self, SettingsPlan))


class DetailsForm(_Costs):
    """Where the letters of one person differ."""

    name = _line("Name")
    position = _line("Position")
    organisation = _line("Organisation")
    consulate = _line("City and country of the embassy or consulate")
    travel, lodging, meals = _own(Cost.TRAVEL), _own(Cost.LODGING), _own(Cost.MEALS)
    insurance, visa_fee = _own(Cost.INSURANCE), _own(Cost.VISA_FEE)
    amounts = _text("Amounts and details", AMOUNTS_CHARACTERS)
    extra = _text("Another paragraph", EXTRA_CHARACTERS)

    @classmethod
    def of(cls, found: LetterDetails | None) -> "DetailsForm":
        """Return the form as sent, else as kept."""
        return cls(obj=found, data=_chosen(found.costs)) if found else cls()

    def plan(self) -> DetailsPlan:
        """Return what was entered; only after the form was found valid."""
        return DetailsPlan(costs=self.costs(), **_texts(self, DetailsPlan))


class WithdrawForm(FlaskForm):
    """Why a letter is withdrawn."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    reason = TextAreaField(
        "Reason",
        [needed("Enter the reason. The person reads it."), at_most(REASON_CHARACTERS)],
        filters=[tidy_text],
    )


class CodeForm(FlaskForm):
    """What an officer types who cannot scan the square."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    code = StringField("Code", [needed("Enter the code beside the square.")], filters=[tidy_line])


def _chosen(costs: Mapping[str, str]) -> Mapping[str, Payer]:
    return {cost.value: payer for cost, payer in read_costs(costs or {}).items()}


def _texts(form: FlaskForm, plan: type[SettingsPlan] | type[DetailsPlan]) -> Mapping[str, str]:
    names = set(plan.__dataclass_fields__) - {"costs"}
    return {name: form[name].data or "" for name in names}
