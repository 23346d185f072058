"""What organisers enter about the modules of an event."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField, WordField
from courseapp.events.facts.modules import MOST_MODULES, ModulePlan, ModuleRange
from courseapp.events.models import Event, Module
from courseapp.events.words import LEVELS


def _module_id(text: object) -> int | None:
    return int(str(text)) if str(text).isdecimal() else None


class ModuleForm(FlaskForm):
    """One module; `seen` notices a second organiser."""

    number = WholeNumberField("Number", 1, 99)
    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    description = TextAreaField("What it is about", [at_most(5000)], filters=[tidy_text])
    level = WordField("Level", LEVELS, "Not decided yet")
    prerequisite = StringField("What one must know before", [at_most(500)], filters=[tidy_line])
    builds_on_id = SelectField("Builds on", coerce=_module_id, validate_choice=False)
    starts_on = DayField("First day")
    ends_on = DayField("Last day")
    seats = WholeNumberField("Seats", 1, 100_000)
    seen = HiddenField()

    def offer(self, event: Event, module: Module | None) -> "ModuleForm":
        """Fill the list with the other modules of the event."""
        others = [each for each in event.modules if module is None or each.id != module.id]
        self.builds_on_id.choices = [
            SelectChoice("", "No other module"),
            *(SelectChoice(str(each.id), f"{each.number}. {each.title}") for each in others),
        ]
        return self

    def plan(self) -> ModulePlan:
        """Return what was entered; only after the fields were found valid."""
        starts_on = self.starts_on.data
        return ModulePlan(
            title=self.title.data or "",
            number=self.number.data,
            description=self.description.data or "",
            level=self.level.data,
            prerequisite=self.prerequisite.data or "",
            builds_on_id=self.builds_on_id.data,
            seats=self.seats.data,
            starts_on=starts_on,
            ends_on=self.ends_on.data or starts_on,
        )


class ModuleRangeForm(FlaskForm):
    """From how many to how many modules one person applies for."""

    least = WholeNumberField("At least", 1, MOST_MODULES)
    most = WholeNumberField("At most", 1, MOST_MODULES)

    def chosen(self) -> ModuleRange:
        """Return what was entered; only after the fields were found valid."""
        return ModuleRange(self.least.data, self.most.data)
