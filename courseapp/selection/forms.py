"""The forms with which organisers decide and release, and with which people answer."""

from datetime import date, datetime, time, timedelta

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import InputRequired, Length

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, tidy_line, tidy_text
from courseapp.core.form_fields import ClockField, DayField, WholeNumberField
from courseapp.core.translations import lazy_gettext
from courseapp.core.typed_text import paragraphs
from courseapp.events.clock.local_time import moment
from courseapp.intake.filters import Filters
from courseapp.selection.deciding import REPLY_BY_FIELD
from courseapp.selection.more_time import REASON_CHARACTERS
from courseapp.selection.private import Mark
from courseapp.selection.releasing import ReleasePlan
from courseapp.selection.rules import NOTE_CHARACTERS, Choice
from courseapp.selection.substitutes import Proposal
from courseapp.selection.wording.placeholders import LONGEST_BODY, LONGEST_SUBJECT, Words

CLEAR = "clear"


class DecisionForm(FlaskForm):
    """Sent first by the list, with the choice only; then by the preview, with all of it."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    choice = HiddenField()
    back = HiddenField()  # the filters of the list that it came from
    opened = HiddenField()  # the application on whose page it was pressed, if any
    step = HiddenField()
    reply_date = DayField("Answer by", [InputRequired("Enter the last day to answer.")])
    reply_time = ClockField("at", [InputRequired("Enter a time, for example 23:59.")])
    note = TextAreaField(
        "Your note in the letter",
        [Length(max=NOTE_CHARACTERS, message=f"Shorten the note to {NOTE_CHARACTERS} characters.")],
        filters=[lambda text: paragraphs(text or "")],
    )

    @classmethod
    def prefilled(cls, reply_by: datetime) -> "DecisionForm":
        """Return the form as sent; what was not sent yet has its usual value.

        `reply_by` is aware, in the event's zone.
        """
        form = cls(reply_date=reply_by.date(), reply_time=reply_by.time())
        if form.wanted is not Choice.OFFER:
            del form.reply_date, form.reply_time
        return form

    @property
    def wanted(self) -> Choice | None:
        """What is to be decided; None where the request does not say."""
        return Choice(self.choice.data) if self.choice.data in set(Choice) else None

    @property
    def filters(self) -> Filters:
        return Filters.of_query(self.back.data or "")

    def reply_by(self, zone: str) -> datetime | None:
        """Return until when people can answer; None where that was not asked or not readable.

        Raises Problem for a time that the zone's clocks skip.
        """
        if REPLY_BY_FIELD not in self:
            return None
        return _instant(self.reply_date.data, self.reply_time.data, zone)


class MarkForm(FlaskForm):
    """A private decision; sent by the list, by the board, or by the page of one application."""

    class Meta:
        csrf = False  # likewise, and so for the forms below

    mark = HiddenField()
    seen = HiddenField()
    back = HiddenField()
    rank = WholeNumberField("Rank on the reserve", 1, 9999)
    note = TextAreaField("Note for organisers", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])

    @property
    def filters(self) -> Filters:
        return Filters.of_query(self.back.data or "")

    @property
    def arguments(self) -> dict[str, str]:
        """What the address of the list had, to lead back to it."""
        return dict(self.filters.arguments)

    @property
    def is_known(self) -> bool:
        """Whether the request says what to do."""
        return self.mark.data in {*Choice, CLEAR}

    def wanted(self, *, with_note: bool) -> Mark:
        """Return what is to be decided; without a note where the page has no field for one."""
        choice = Choice(self.mark.data) if self.mark.data in set(Choice) else None
        seen = self.seen.data or ""
        return Mark(
            choice,
            self.rank.data if choice is Choice.WAIT else None,
            self.note.data if with_note else None,
            int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
        )


class WordsForm(FlaskForm):
    """A letter with placeholders, which `letter_texts.require_right` checks."""

    class Meta:
        csrf = False

    subject = StringField("Subject", [at_most(LONGEST_SUBJECT)], filters=[tidy_line])
    body = TextAreaField("Letter", [at_most(LONGEST_BODY)], filters=[tidy_text])

    @property
    def words(self) -> Words:
        return Words(self.subject.data or "", self.body.data or "")


class ReleaseForm(FlaskForm):
    """When decisions become known, and until when offers can be answered."""

    class Meta:
        csrf = False

    when = RadioField(
        "When people hear",
        choices=[SelectChoice("now", "Now, within a minute"), SelectChoice("later", "At a time")],
        default="now",
    )
    due_date = DayField("On")
    due_time = ClockField("at")
    points_days = WholeNumberField("Days before for focal points", 0, 30)
    reply_date = DayField("Offers end on", [InputRequired("Enter the last day to answer.")])
    reply_time = ClockField("at", [InputRequired("Enter a time, for example 23:59.")])
    note = TextAreaField(
        "Your note in the letters", [at_most(NOTE_CHARACTERS)], filters=[tidy_text]
    )

    def plan(self, now: datetime, zone: str) -> ReleasePlan:
        """Return what is planned. Raises Problem for a time that is missing or does not exist."""
        due = now
        if self.when.data == "later":
            told = _instant(self.due_date.data, self.due_time.data, zone)
            if told is None:
                raise Problem("Enter the day and the time of the release.", "due_date")
            due = told
        days = self.points_days.data
        points = max(now, due - timedelta(days=days)) if days else None
        return ReleasePlan(due, self.reply_by(zone) or due, points, self.note.data or "")

    def reply_by(self, zone: str) -> datetime | None:
        """Return until when offers can be answered; None where that is not readable."""
        return _instant(self.reply_date.data, self.reply_time.data, zone)


class RulesForm(FlaskForm):
    """What organisers set for the seats: substitutes, overbooking."""

    class Meta:
        csrf = False

    substitutes_until = DayField("Focal points propose substitutes until")
    overbooked_percent = WholeNumberField("Overbooking, in per cent", 0, 100)


class MoreTimeForm(FlaskForm):
    """What somebody writes who needs more time to answer."""

    class Meta:
        csrf = False

    wanted_on = DayField(lazy_gettext("Until when would you need?"))
    reason = TextAreaField(lazy_gettext("Why"), [at_most(REASON_CHARACTERS)], filters=[tidy_text])


class ReplyForm(FlaskForm):
    """What an organiser answers to a wish for more time."""

    class Meta:
        csrf = False

    until_date = DayField("Hold the seat until")
    until_time = ClockField("at")
    note = TextAreaField("Your note in the letter", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])

    def until(self, zone: str) -> datetime:
        """Return until when the seat is held. Raises Problem where that is not said."""
        told = _instant(self.until_date.data, self.until_time.data, zone)
        if told is None:
            raise Problem("Enter the day and the time.", "until_date")
        return told


class GiveUpForm(FlaskForm):
    """Why a seat is given to somebody else, in words for the person who loses it."""

    class Meta:
        csrf = False

    reason = TextAreaField("Why", [at_most(REASON_CHARACTERS)], filters=[tidy_text])


class RefuseForm(FlaskForm):
    """What an organiser answers to a focal point whose substitute she does not take."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    note = TextAreaField("Why", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])


class SubstituteForm(FlaskForm):
    """Whom a focal point sends in whose place."""

    class Meta:
        csrf = False

    instead_of = SelectField("Who cannot come", choices=[], validate_choice=False)
    reference = SelectField("Who comes instead", choices=[], validate_choice=False)
    reason = TextAreaField("Why", [at_most(REASON_CHARACTERS)], filters=[tidy_text])

    @property
    def proposal(self) -> Proposal:
        return Proposal(
            self.reference.data or "", self.instead_of.data or "", self.reason.data or ""
        )


def _instant(day: date | None, clock: time | None, zone: str) -> datetime | None:
    """Return the instant of a day and a time in the zone; None where one is missing."""
    if not (day and clock):
        return None
    return moment(datetime.combine(day, clock), zone).at
