"""What organisers enter about the modules of an event."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField, WholeNumberField, WordField
from courseapp.events.facts.modules import MOST_MODULES, ModulePlan, ModuleRange
from courseapp.events.words import LEVELS


class ModuleForm(FlaskForm):
    """One module; `seen` notices a second organiser."""

    number = WholeNumberField("Number", 1, 99)
    title = StringField("Title", [needed("Enter a title."), at_most(300)], filters=[tidy_line])
    description = TextAreaField("What it is about", [at_most(5000)], filters=[tidy_text])
    level = WordField("Level", LEVELS, "Not decided yet")
    prerequisite = StringField("What one must know before", [at_most(500)], filters=[tidy_line])
    starts_on = DayField("First day")
    ends_on = DayField("Last day")
    seats = WholeNumberField("Seats", 1, 100_000)
    seen = HiddenField()

    def plan(self) -> ModulePlan:
        """Return what was entered; only after the fields were found valid."""
        starts_on = self.starts_on.data
        return ModulePlan(
            title=self.title.data or "",
            number=self.number.data,
            description=self.description.data or "",
            level=self.level.data,
            prerequisite=self.prerequisite.data or "",
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
