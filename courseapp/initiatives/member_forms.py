"""What editors enter about members and partners: one, many at once, or that one has ended."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import AnyOf

from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, needed, tidy_text
from courseapp.core.form_fields import WordField
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.edit_fields import ChosenField, PartialDateField
from courseapp.initiatives.edit_forms import EditForm, SourceForm, ThingForm
from courseapp.initiatives.editing.kinds import CATEGORY_WORDS, place_name
from courseapp.initiatives.editing.memberships import (
    Offer,
    Pasted,
    PastedName,
    check_period,
    ended,
    known_place,
    offers_for,
    own_name,
    pasted_names,
    proof_of,
    read_place,
    with_pasted,
)
from courseapp.initiatives.members import is_unread
from courseapp.initiatives.words import MEMBERSHIPS

PLACE, ORGANISATION, INITIATIVE = "place", "organisation", "initiative"
WHAT_IT_IS = (
    SelectChoice(
        PLACE,
        "A country, or a part of one",
        render_kw={"hint": "Its name is read by itself: UK, South Korea, Québec, Arizona (USA)."},
    ),
    SelectChoice(ORGANISATION, "An organisation"),
    SelectChoice(INITIATIVE, "Another initiative that has a record here"),
)
ONLY_SOME = ("code", "organisation", "organisation_type", "seat", "initiative")
NO_INITIATIVE = "Choose the initiative, or say that it is an organisation."


class MemberForm(ThingForm):
    """One member or partner. `known` is the line as it is in the record."""

    known: Membership | None = None

    what = RadioField(
        "What is it?",
        [AnyOf([PLACE, ORGANISATION, INITIATIVE], message="Choose what it is.")],
        choices=WHAT_IT_IS,
        validate_choice=False,
    )
    offered = StringField()  # a press of a button beside what was not understood

    def offer_initiatives(self, names: Mapping[str, str]) -> None:
        """Let the person choose among initiatives, by slug."""
        chosen, own = self["initiative"], self.known.initiative if self.known else ""
        kept = {own: own} if own else {}
        if isinstance(chosen, ChosenField):
            chosen.offer("Choose an initiative", kept | dict(names))

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What the name may mean where it was not understood."""
        said = self["code"].data or self["printed"].data or ""
        return () if self.what.data != PLACE or known_place(said) else offers_for(said)

    @property
    def asks_for_place(self) -> bool:
        """Whether the name was not understood and the person has to say what is meant."""
        refused = bool(self["printed"].errors or self["code"].errors)
        kept = self.known is not None and is_unread(self.known)
        return self.what.data == PLACE and bool(self["printed"].data) and (refused or kept)

    def values(self, record: Record) -> dict[str, Any]:
        """Return what was entered, with the place read from its name. Raises Problem."""
        entered = super().values(record)
        check_period(entered["since"], entered["until"])
        return entered | self._being(entered)

    def _being(self, entered: dict[str, Any]) -> dict[str, Any]:
        """What only one kind of member has; of the others it is empty."""
        own = dict.fromkeys(ONLY_SOME, "")
        if self.what.data == PLACE:
            return own | self._place(entered)
        if self.what.data == INITIATIVE:
            if not entered["initiative"]:
                raise Problem(NO_INITIATIVE, "initiative")
            return own | {"initiative": entered["initiative"]}
        ours = own_name(
            entered["kind"], entered["category"], entered["printed"], entered["organisation"]
        )
        kept = {name: entered[name] for name in ("organisation_type", "seat")}
        return own | kept | {"organisation": ours}

    def _place(self, entered: dict[str, Any]) -> dict[str, Any]:
        chosen, meant = self.offered.data or "", entered["code"]
        if self._is_as_it_was(entered) and not chosen and self.known is not None:
            return {"code": self.known.code}
        place = read_place(entered["printed"], meant, chosen)
        return {"code": place.code, "note": entered["note"] or place.note}

    def _is_as_it_was(self, entered: dict[str, Any]) -> bool:
        known = self.known
        if known is None or not (known.code or is_unread(known)):
            return False
        return (entered["printed"], entered["code"]) == (known.printed, meant_of(known))


class EndForm(EditForm):
    """When a membership ended."""

    until = PartialDateField(
        "It ended on",
        validators=[needed("Enter when it ended, for example 2024-06 or 2024.")],
        description="As exact as the source is: 2022-04-12, 2022-04 or 2022.",
    )

    def applied_to(self, record: Record, key: str) -> Record:
        """Return the record in which the membership has ended. Raises Problem."""
        return ended(record, key, self.until.data or "")


class PasteForm(SourceForm):
    """A printed list of names, and what they have in common."""

    kind = WordField(
        "How they belong", MEMBERSHIPS, "Choose one", validators=[needed("Choose one.")]
    )
    what = RadioField(
        "What are they?",
        [AnyOf([PLACE, ORGANISATION], message="Choose what they are.")],
        choices=[
            SelectChoice(PLACE, "Countries, or parts of them"),
            SelectChoice(ORGANISATION, "Organisations"),
        ],
        validate_choice=False,
    )
    names = TextAreaField(
        "Names",
        [needed("Paste at least one name."), at_most(100_000)],
        filters=[tidy_text],
        description="As printed, with commas, semicolons or ends of lines between them.",
    )
    category = WordField("Line of the participants table", CATEGORY_WORDS, "Not stated")
    since = PartialDateField("Since", description="If the source says since when, for all of them.")
    leave_out = BooleanField("Leave out names that are in the record already", default=True)
    seen = HiddenField()

    def pasted(self, source: str) -> Pasted:
        """Return what all names have in common."""
        are_places = self.what.data == PLACE
        since = self.since.data or ""
        return Pasted(self.kind.data, source, self.category.data, since, are_places)

    def read(self, record: Record) -> tuple[PastedName, ...]:
        """Return the names with what they mean. Raises Problem."""
        return pasted_names(record, self.names.data or "", self.pasted(""))

    def was_seen(self, names: tuple[PastedName, ...]) -> bool:
        """Return whether the person has looked at just these names."""
        return bool(self.seen.data) and self.seen.data == proof_of(names)

    def chosen(self, names: tuple[PastedName, ...]) -> tuple[PastedName, ...]:
        """Return the names that are to be added."""
        return tuple(each for each in names if not (self.leave_out.data and each.is_listed))

    def applied_to(self, record: Record) -> Record:
        """Return the record with all of them. Raises Problem."""
        settled, source = self.with_source(record)
        return with_pasted(settled, self.pasted(source), self.chosen(self.read(settled)))


def meant_of(line: Membership) -> str:
    """Return what a form shows as the place that is meant: nothing where the name says it."""
    if not line.code or known_place(line.printed) == line.code:
        return ""
    words = place_name(line.code)
    return words if known_place(words) == line.code else line.code


def member_values(line: Membership) -> dict[str, Any]:
    """Return what a MemberForm shows of a line, beside what every form shows."""
    if line.initiative:
        what = INITIATIVE
    else:
        what = PLACE if line.code or is_unread(line) else ORGANISATION
    made = own_name(line.kind, line.category, line.printed, "")
    ours = "" if line.organisation == made else line.organisation
    return {"what": what, "code": meant_of(line), "organisation": ours}
