"""What organisers enter about a list that they keep."""

from collections.abc import Iterator

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import ValidationError

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import DayField
from courseapp.countries.lists.dated import Entry, Membership, Period
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import resolve
from courseapp.countries.suggestions import suggest
from courseapp.eligibility.country_lists.documents import ListDocument
from courseapp.eligibility.country_lists.keeping import ListPlan
from courseapp.eligibility.country_lists.showing import FAMILIES

MOST_NAMES = 300
MOST_COMPLAINTS = 3


class SeenForm(FlaskForm):
    """A form that notices a second organiser: `seen` is the number of what was shown."""

    seen = HiddenField()

    @property
    def number_seen(self) -> int:
        """What the page showed; -1, which is never right, for anything that is no number."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


class NamingForm(SeenForm):
    """Name, text and source of a list."""

    name = StringField("Name", [needed("Enter a name."), at_most(120)], filters=[tidy_line])
    about = TextAreaField("What it is for", [at_most(2000)], filters=[tidy_text])
    source = StringField("Source", [at_most(500)], filters=[tidy_line])

    def plan(self) -> ListPlan:
        """Return what was entered; only after the fields were found valid."""
        return ListPlan(self.name.data or "", self.about.data or "", self.source.data or "")


class ListForm(NamingForm):
    """A new list, and which list it begins as."""

    copied = SelectField("Begin with", choices=[])

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        offered = [
            SelectChoice(each.key, each.title, optgroup=FAMILIES[each.family])
            for each in shipped_lists().values()
        ]
        self.copied.choices = [SelectChoice("", "An empty list"), *offered]


class LineForm(SeenForm):
    """From when to when a country is on the list, or that this is not known."""

    since = DayField("On it from")
    until = DayField("No longer on it from")
    is_unknown = BooleanField("It is not known whether it is on the list")
    note = StringField("Note", [at_most(500)], filters=[tidy_line])

    def validate_until(self, field: DayField) -> None:
        """Refuse a list that is left before it is joined."""
        if self.since.data and field.data and field.data <= self.since.data:
            raise ValidationError("Enter a day after the first one.")

    def entry(self, code: str) -> Entry:
        """Return the line of a country; only after the fields were found valid."""
        membership = Membership.UNKNOWN if self.is_unknown.data else Membership.IN
        period = Period(self.since.data, self.until.data)
        return Entry(code, period, membership, self.note.data or "")


class CountriesForm(LineForm):
    """Countries by name, one in each line, that have the dates in common."""

    names = TextAreaField("Countries", [needed("Enter at least one country.")])

    def validate_names(self, _field: TextAreaField) -> None:
        """Refuse what names no country, with what it may mean."""
        lines = self._lines()
        if len(lines) > MOST_NAMES:
            raise ValidationError(f"Enter at most {MOST_NAMES} countries at once.")
        wrong = [_complaint(line) for line in lines if resolve(line) is None]
        if wrong:
            more = f" And {len(wrong) - MOST_COMPLAINTS} more." if len(wrong) > 3 else ""
            raise ValidationError(" ".join(wrong[:MOST_COMPLAINTS]) + more)

    def entries(self) -> tuple[Entry, ...]:
        """Return a line for each country; only after the fields were found valid."""
        named = (resolve(line) for line in self._lines())
        return tuple(self.entry(code) for code in dict.fromkeys(e.code for e in named if e))

    def _lines(self) -> list[str]:
        parts: Iterator[str] = (tidy_line(each) for each in (self.names.data or "").split("\n"))
        return [each for each in parts if each]


def line_values(entry: Entry) -> dict[str, object]:
    """Return a line as its form shows it."""
    return {
        "since": entry.period.since,
        "until": entry.period.until,
        "is_unknown": entry.membership is Membership.UNKNOWN,
        "note": entry.note,
    }


def list_values(name: str, document: ListDocument) -> dict[str, object]:
    """Return a list as its form shows it."""
    return {"name": name, "about": document.about, "source": document.source}


def _complaint(line: str) -> str:
    meant = [each.name for each in suggest(line) if len(each.code) == 2]
    known = f"We know no country “{line[:60]}”."
    return f"{known} Did you mean {' or '.join(meant)}?" if meant else known
