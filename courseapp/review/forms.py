"""What organisers enter about the review of an event: criteria, dates, what is hidden."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField
from courseapp.events.clock.local_time import moment
from courseapp.review.models import LONGEST_CRITERION, Criterion
from courseapp.review.phases import Dates
from courseapp.review.rounds import USUAL_NUMBER, ReviewPlan, RoundPlan
from courseapp.review.rubrics import CriterionPlan
from courseapp.review.rules import Round, Trait
from courseapp.review.words import ROUNDS, TRAITS

LONGEST_GUIDANCE = 2_000
MIDNIGHT = time()
JUDGED = "Enter what is judged, for example “Use of the course at work”."
WANTED = "Enter how many reviews each application gets."


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class CriterionForm(_Form):
    """A criterion of a rubric."""

    name = StringField(
        "What is judged",
        [needed(JUDGED), at_most(LONGEST_CRITERION)],
        filters=[tidy_line],
    )
    guidance = TextAreaField("How to judge it", [at_most(LONGEST_GUIDANCE)], filters=[tidy_text])
    round = RadioField(
        "Round",
        choices=[SelectChoice(str(each), text) for each, text in ROUNDS.items()],
        default=str(Round.READING),
    )
    weight = WholeNumberField("Weight", 1, 100, validators=[needed("Enter a weight, such as 1.")])
    low = WholeNumberField("Fewest points", 0, 99, validators=[needed("Enter the fewest points.")])
    high = WholeNumberField("Most points", 1, 100, validators=[needed("Enter the most points.")])
    needs_comment = BooleanField("Reviewers must say why they give these points")
    understood = BooleanField("I have read what happens to reviews that are written")

    @classmethod
    def of(cls, criterion: Criterion | None, typed: Any = None) -> "CriterionForm":
        """Return the form of a criterion; without one, with usual values."""
        if criterion is None:
            form = cls(typed, data={"weight": 1, "low": 1, "high": 5})
        else:
            form = cls(typed, obj=criterion)
            del form.round  # points would be on another form
        return form

    def ask_about(self, reviews: int) -> None:
        """Ask for an assent where reviews were submitted already."""
        if not reviews:
            del self.understood

    def validate_high(self, field: Field) -> None:
        if self.low.data is not None and field.data is not None and field.data <= self.low.data:
            raise StopValidation(f"Enter more than {self.low.data}, the fewest points.")

    def validate_understood(self, field: Field) -> None:
        if not field.data:
            raise StopValidation("Read what happens to these reviews, and tick the box.")

    def plan(self, which: Round | None = None) -> CriterionPlan:
        """Return what was entered; only after the form was found valid."""
        return CriterionPlan(
            round=which or Round(self.round.data),
            name=self.name.data or "",
            guidance=self.guidance.data or "",
            weight=self.weight.data or 1,
            low=self.low.data or 0,
            high=self.high.data or 1,
            needs_comment=bool(self.needs_comment.data),
        )


class CopyForm(_Form):
    """Which event's rubric is copied."""

    source = SelectField("Copy the rubric of", choices=[], coerce=str)


class ReviewForm(_Form):
    """The rounds of an event with their dates, in the event's zone, and what is hidden."""

    reading_wanted = WholeNumberField(
        "Reviews of each application", 1, 20, validators=[needed(WANTED)]
    )
    reading_reviewing_on = DayField("Reviewing begins on")
    reading_reviewing_time = ClockField("at")
    reading_discussion_on = DayField("Discussion begins on")
    reading_discussion_time = ClockField("at")
    reading_closed_on = DayField("The round ends on")
    reading_closed_time = ClockField("at")
    with_interview = BooleanField("There is a second round: interviews")
    interview_wanted = WholeNumberField("Reviews of each interview", 1, 20)
    interview_reviewing_on = DayField("Interviews begin on")
    interview_reviewing_time = ClockField("at")
    interview_discussion_on = DayField("Discussion begins on")
    interview_discussion_time = ClockField("at")
    interview_closed_on = DayField("The round ends on")
    interview_closed_time = ClockField("at")
    hidden = SelectMultipleField(
        "Hide from reviewers",
        choices=[SelectChoice(str(each), text) for each, text in TRAITS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @classmethod
    def of(cls, plan: ReviewPlan, zone: str, typed: Any = None) -> "ReviewForm":
        """Return the form with what is planned now, by the clocks of the zone."""
        known = {
            "with_interview": Round.INTERVIEW in plan.rounds,
            "hidden": [str(each) for each in plan.hidden],
            "reading_wanted": USUAL_NUMBER,
            "interview_wanted": 1,
        }
        for which, planned in plan.rounds.items():
            known[f"{which}_wanted"] = planned.wanted
            for phase, at in planned.dates.begins:
                local = at.astimezone(ZoneInfo(zone)) if at else None
                known[f"{which}_{phase}_on"] = local.date() if local else None
                known[f"{which}_{phase}_time"] = local.time() if local else None
        return cls(typed, data=known)

    def plan(self, zone: str) -> ReviewPlan:
        """Return what was entered. Raises Problem for a time that the zone's clocks skip."""
        rounds = {which: self._round(which, zone) for which in self._wanted()}
        return ReviewPlan(rounds, frozenset(Trait(each) for each in self.hidden.data or ()))

    def _wanted(self) -> Iterator[Round]:
        yield Round.READING
        if self.with_interview.data:
            yield Round.INTERVIEW

    def _round(self, which: Round, zone: str) -> RoundPlan:
        begins = [
            self._at(f"{which}_{phase}", zone) for phase in ("reviewing", "discussion", "closed")
        ]
        return RoundPlan(cast(int, self[f"{which}_wanted"].data or 1), Dates(*begins))

    def _at(self, name: str, zone: str) -> datetime | None:
        day, clock = self[f"{name}_on"].data, self[f"{name}_time"].data
        if day is None:
            if clock is not None:
                raise Problem("Enter the day too, or leave the time empty.", f"{name}_on")
            return None
        try:
            return moment(datetime.combine(day, clock or MIDNIGHT), zone).at
        except Problem as problem:
            raise Problem(problem.message, f"{name}_on") from None


class RemarkForm(_Form):
    """Something to say in the discussion."""

    text = TextAreaField("What do you want to say?", filters=[tidy_text])
