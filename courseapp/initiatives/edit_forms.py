"""What editors of a record enter: forms made from the tables of fields and of things.

Each form turns into an edit: its `applied_to` takes the record that it began with and returns
the changed one. It raises Problem for what only the record can tell to be wrong.
"""

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, TextAreaField

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.form_fields import WholeNumberField, WordField
from courseapp.countries.form_fields import CountryField
from courseapp.initiatives.document.record import Record, Source
from courseapp.initiatives.edit_fields import (
    ChosenField,
    PartialDateField,
    VersionField,
    WebAddressField,
)
from courseapp.initiatives.editing.kinds import LISTS, Input, InputKind, ListKind, Thing
from courseapp.initiatives.editing.sources import settled_source, short_name
from courseapp.initiatives.editing.things import added, changed
from courseapp.initiatives.founding import slug_from

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
LARGEST_NUMBER = 999_999_999
OPEN_AGAIN = "Open this page again: it does not say which version of the record it began with."


class EditForm(FlaskForm):
    """What every form of the record holds: the version it began with, and why it changes it."""

    base_number = VersionField(validators=[needed(OPEN_AGAIN)])
    why = StringField(
        "Why this change?",
        [at_most(1000)],
        filters=[tidy_line],
        description="For the list of versions. Only editors read it.",
    )

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth saying beside that it was saved."""
        return ()

    def begin_at(self, number: int) -> None:
        """Let the form begin with a version, unless it says itself with which."""
        self.base_number.data = self.base_number.data or number


# Fields of the two forms below; WTForms lists fields in the order in which they are made.
_NAME = StringField("Name", [needed("Enter the name."), at_most(300)], filters=[tidy_line])
_SHORT_NAME = StringField(
    "Short name",
    [needed("Enter a short name, for example ICAP."), at_most(40)],
    filters=[tidy_line],
    description="It stands in lists and calendars.",
)
_SLUG = StringField(
    "Address",
    [at_most(80)],
    filters=[tidy_line],
    description="Small letters, digits and hyphens. Empty: made from the short name. "
    "It cannot be changed later.",
)
_SUMMARY = TextAreaField(
    "Summary",
    [at_most(50_000)],
    filters=[tidy_text],
    description="Two or three sentences for readers who do not know it yet.",
)


class HeadForm(EditForm):
    """What an initiative is called, in lists and on its page."""

    name = _NAME
    short_name = _SHORT_NAME
    summary = _SUMMARY

    def applied_to(self, record: Record) -> Record:
        """Return the record with these names."""
        return dataclasses.replace(
            record,
            name=self["name"].data or "",
            short_name=self.short_name.data or "",
            summary=self.summary.data or "",
        )


class FoundingForm(FlaskForm):
    """What is known of an initiative on its first day."""

    name = _NAME
    short_name = _SHORT_NAME
    slug = _SLUG
    summary = _SUMMARY

    def record(self) -> Record:
        """Return the first record; only after the form was found valid."""
        name, short_name = self["name"].data or "", self.short_name.data or ""
        slug = self.slug.data or slug_from(short_name) or slug_from(name)
        self.slug.data = slug  # who has to choose another sees which one was made
        return Record(slug, name, short_name, self.summary.data or "")


class ConfirmForm(EditForm):
    """A press of a button that changes the record, and why."""


class SourceForm(EditForm):
    """What states something: a source of the record, or a new one."""

    source = ChosenField("Source", choices=[])
    new_title = StringField("Title of the document or page", [at_most(300)], filters=[tidy_line])
    new_address = WebAddressField("Web address", validators=[at_most(500)])
    new_date = PartialDateField(
        "Date", description="As exact as the source is: 2022-04-12, 2022-04 or 2022."
    )
    new_dated = StringField(
        "The date in words",
        [at_most(300)],
        filters=[tidy_line],
        description="What the date alone cannot say, for example: undated, written about 2016.",
    )

    def offer_sources(self, record: Record) -> None:
        """Let the person choose among the sources of the record."""
        named = {each.key: _source_words(each) for each in record.sources}
        self.source.offer("Choose a source", named)

    @property
    def names_new_source(self) -> bool:
        """Whether anything is typed about a new source."""
        fields = (self.new_title, self.new_address, self.new_date, self.new_dated)
        return any(field.data for field in fields)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether the fields are sound and name one source."""
        sound = bool(super().validate(extra_validators))
        fault = self._source_fault()
        if fault:
            field, message = fault
            field.errors = [*field.errors, message]
        return sound and not fault

    def _source_fault(self) -> tuple[Field, str] | None:
        if self.source.data and self.names_new_source:
            return self.source, "You chose a source and entered a new one. Take one of both away."
        if self.names_new_source and not self.new_title.data:
            return self.new_title, "Enter the title of the new source."
        if not self.source.data and not self.names_new_source:
            return self.source, "Choose the source, or enter a new one."
        return None

    def with_source(self, record: Record) -> tuple[Record, str]:
        """Return the record that has the source, and the source's key. Raises Problem."""
        return settled_source(record, self.source.data or "", self._new_source())

    def _new_source(self) -> Source | None:
        if not self.names_new_source:
            return None
        return Source(
            key="",
            title=self.new_title.data or "",
            address=self.new_address.data or "",
            date=self.new_date.data or "",
            dated=self.new_dated.data or "",
        )


class ThingForm(SourceForm):
    """One thing of a list. `kind` says which fields there are."""

    kind_of_list: ListKind

    def values(self, record: Record) -> dict[str, Any]:
        """Return what was entered, by the names of the thing's fields. Raises Problem."""
        del record
        return {each.name: self._entered(each.name) for each in self.kind_of_list.inputs}

    def added_to(self, record: Record) -> Record:
        """Return the record with a new thing."""
        changed_record, values = self._settled(record)
        return added(changed_record, self.kind_of_list, values)

    def changed_in(self, record: Record, known: Thing) -> Record:
        """Return the record with what was entered in place of the thing."""
        changed_record, values = self._settled(record)
        return changed(changed_record, self.kind_of_list, known.key, values, known)

    def _entered(self, name: str) -> Any:
        """What is not entered is what the record has where nothing is known."""
        entered = self[name].data
        return _nothing(self.kind_of_list.type, name) if entered in {None, ""} else entered

    def _settled(self, record: Record) -> tuple[Record, dict[str, Any]]:
        if not self.kind_of_list.has_source:
            return record, self.values(record)
        settled, source = self.with_source(record)
        return settled, self.values(settled) | {"source": source}


class SourceThingForm(ThingForm):
    """A source itself; its short name is chosen once and kept for life."""

    key = StringField(
        "Short name",
        [at_most(30)],
        filters=[tidy_line],
        description="It stands beside each fact, for example CIP. Letters, digits and hyphens. "
        "Empty: made from the title. It cannot be changed later.",
    )

    def _source_fault(self) -> tuple[Field, str] | None:
        return None

    def added_to(self, record: Record) -> Record:
        """Return the record with a new source. Raises Problem where its short name is taken."""
        key = short_name(record, self.key.data or "", self["title"].data)
        return added(record, self.kind_of_list, self.values(record), key)


def values_of(kind: ListKind, thing: Thing) -> dict[str, Any]:
    """Return what a form shows of a thing."""
    names = [each.name for each in kind.inputs] + (["source"] if kind.has_source else [])
    return {name: getattr(thing, name) for name in names}


def form_of(part: str, base: type[ThingForm]) -> type[ThingForm]:
    """Return the form for the things of one list of a record; `base` has what only they have."""
    kind = LISTS[part]
    own = {each.name: _field(each) for each in kind.inputs} | {"kind_of_list": kind}
    return cast("type[ThingForm]", type(f"{kind.type.__name__}Form", (base,), own))


def _nothing(kind: type[Thing], name: str) -> Any:
    return next(each.default for each in dataclasses.fields(kind) if each.name == name)


def _field(each: Input) -> Any:
    checks = [needed(each.missing)] if each.missing else []
    return _FIELDS[each.kind](each, checks)


def _source_words(source: Source) -> str:
    return f"{source.key}: {source.title}"


def _line(each: Input, checks: list[Any]) -> Any:
    return StringField(
        each.label, [*checks, at_most(each.longest)], filters=[tidy_line], description=each.hint
    )


def _text(each: Input, checks: list[Any]) -> Any:
    return TextAreaField(
        each.label, [*checks, at_most(each.longest)], filters=[tidy_text], description=each.hint
    )


def _link(each: Input, checks: list[Any]) -> Any:
    checks = [*checks, at_most(each.longest)]
    return WebAddressField(each.label, validators=checks, description=each.hint)


def _word(each: Input, checks: list[Any]) -> Any:
    empty = "Choose one" if each.missing else "Not stated"
    return WordField(each.label, each.words, empty, validators=checks, description=each.hint)


def _number(each: Input, checks: list[Any]) -> Any:
    return WholeNumberField(each.label, 0, LARGEST_NUMBER, validators=checks, description=each.hint)


def _year(each: Input, checks: list[Any]) -> Any:
    return WholeNumberField(
        each.label, EARLIEST_YEAR, LATEST_YEAR, validators=checks, description=each.hint
    )


def _date(each: Input, checks: list[Any]) -> Any:
    return PartialDateField(each.label, validators=checks, description=each.hint)


def _tick(each: Input, _checks: list[Any]) -> Any:
    return BooleanField(each.label, description=each.hint)


def _country(each: Input, checks: list[Any]) -> Any:
    return CountryField(each.label, "Not stated", validators=checks, description=each.hint)


def _initiative(each: Input, checks: list[Any]) -> Any:
    return ChosenField(each.label, choices=[], validators=checks, description=each.hint)


_FIELDS: Mapping[InputKind, Callable[[Input, list[Any]], Any]] = MappingProxyType(
    {
        InputKind.LINE: _line,
        InputKind.TEXT: _text,
        InputKind.LINK: _link,
        InputKind.WORD: _word,
        InputKind.NUMBER: _number,
        InputKind.YEAR: _year,
        InputKind.DATE: _date,
        InputKind.TICK: _tick,
        InputKind.COUNTRY: _country,
        InputKind.PLACE: _line,
        InputKind.INITIATIVE: _initiative,
    }
)
