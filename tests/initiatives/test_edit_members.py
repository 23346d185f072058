"""Members and partners: names that are places, names that are none, ends, and many at once."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.models import RecordMembership
from courseapp.initiatives.rules import CountKind, MembershipKind
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, edited, held, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson

MEMBERS = f"{RECORD}/memberships"
ADD = f"{RECORD}/add/memberships"
PASTE = f"{RECORD}/paste/memberships"
PLACE: dict[str, Value] = {"what": "place", "kind": "member", "source": "CIP"}


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


def add(editor: CheckingClient, values: dict[str, Value], status: int = 200) -> Page:
    return editor.submit(editor.visit(ADD), values, button="Save", status=status)


def last(session: Session) -> Membership:
    return held(session).memberships[-1]


@pytest.mark.parametrize(
    ("printed", "code"),
    [("UK", "GB"), ("South Korea", "KR"), ("Québec", "CA-QC"), ("Arizona (USA)", "US-AZ")],
)
def test_a_name_that_is_a_place_is_read_by_itself(
    editor: CheckingClient, session: Session, printed: str, code: str
) -> None:
    add(editor, {**PLACE, "printed": printed, "since": "2024-05", "category": "national_states"})
    line = last(session)
    assert (line.code, line.printed, line.since, line.note) == (code, printed, "2024-05", "")
    assert line.category is CountKind.NATIONAL_STATES
    session.expire_all()
    rows = select(RecordMembership).where(
        RecordMembership.initiative_id == initiative(session).id, RecordMembership.key == line.key
    )
    assert session.scalars(rows).one().country == code[:2]


def test_ontario_of_the_usa_is_no_place_and_one_press_makes_it_ontario_in_canada(
    editor: CheckingClient, session: Session
) -> None:
    page = add(editor, {**PLACE, "printed": "Ontario (USA)", "note": "", "why": "List"}, 422)
    assert "We know no country or part of a country called “Ontario (USA)”." in page.text
    assert newest(session).number == 1
    page = editor.submit(page, button="It is Ontario, Canada")
    assert "It is added. It is version 2." in page.text
    assert (last(session).code, last(session).printed) == ("CA-ON", "Ontario (USA)")
    assert last(session).note == "Printed as “Ontario (USA)”; read as Ontario, Canada."
    assert newest(session).note == "List"


def test_a_name_that_is_no_place_may_stay_as_printed(
    editor: CheckingClient, session: Session
) -> None:
    page = add(editor, {**PLACE, "printed": "Gondor"}, 422)
    editor.submit(page, button="Keep it as printed")
    assert (last(session).code, last(session).printed) == ("", "Gondor")
    page = editor.visit(MEMBERS)
    assert "2 names are no place that we know" in page.text


def test_another_name_says_which_place_is_meant(editor: CheckingClient, session: Session) -> None:
    page = add(editor, {**PLACE, "printed": "Gondor", "code": "Mordor"}, 422)
    assert "We know no country or part of a country called “Mordor”." in page.text
    editor.submit(page, {"code": "New Zealand"}, button="Save")
    assert (last(session).code, last(session).note) == (
        "NZ",
        "Printed as “Gondor”; read as New Zealand.",
    )
    page = editor.visit(f"{MEMBERS}/{last(session).key}")
    assert page.value("code") == "New Zealand"
    editor.submit(page, {"since": "2020"}, button="Save")
    assert (last(session).code, last(session).since) == ("NZ", "2020")


def test_the_shipped_name_that_is_no_place_is_settled_from_the_list_with_one_press(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(MEMBERS), "1 name is no place that we know")
    page = editor.submit(page, button="It is Ontario, Canada (Ontario (USA))")
    assert "“Ontario (USA)” has its place. It is version 2." in page.text
    (line,) = [each for each in held(session).memberships if each.printed == "Ontario (USA)"]
    assert (line.code, line.note) == (
        "CA-ON",
        "Printed as “Ontario (USA)”; read as Ontario, Canada.",
    )


@pytest.mark.parametrize("code", ["", "Gondor", "XX"])
def test_a_place_that_is_none_is_not_taken(
    editor: CheckingClient, session: Session, code: str
) -> None:
    token = editor.visit(MEMBERS).value("csrf_token")
    sent = {"csrf_token": token, "base_number": "1", "code": code}
    assert editor.post(f"{MEMBERS}/ontario-usa/place", data=sent).status_code == 422
    assert newest(session).number == 1


def test_an_organisation_has_a_type_and_a_seat(editor: CheckingClient, session: Session) -> None:
    add(
        editor,
        {
            "what": "organisation",
            "kind": "technical_partner",
            "printed": "OECD",
            "organisation": "Organisation for Economic Co-operation and Development",
            "organisation_type": "international-organisation",
            "seat": "FR",
            "source": "CIP",
        },
    )
    line = last(session)
    assert (line.code, line.organisation_type, line.seat) == (
        "",
        "international-organisation",
        "FR",
    )
    assert "Organisation for Economic" in editor.visit(f"{MEMBERS}?q=oecd").text


def test_an_organisation_among_members_is_not_taken_for_an_unknown_place(
    editor: CheckingClient, session: Session
) -> None:
    add(editor, {"what": "organisation", "kind": "member", "printed": "Acme", "source": "CIP"})
    assert last(session).organisation == "Acme"
    assert "1 name is no place that we know" in editor.visit(MEMBERS).text


def test_another_initiative_is_linked_from_both_ends(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    values: dict[str, Value] = {
        "what": "initiative",
        "kind": "related",
        "printed": "CMP",
        "source": "CIP",
    }
    page = add(editor, values, 422)
    assert "Choose the initiative, or say that it is an organisation." in page.text
    editor.submit(page, {"initiative": "cmp"}, button="Save")
    assert last(session).initiative == "cmp"
    assert client.visit("/initiatives/cmp").link("International Carbon Action Partnership")


def test_who_left_stays_in_the_history(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(f"{MEMBERS}?q=denmark"), "Has ended : Denmark, 1")
    page = editor.submit(page, {"until": ""}, button="Save", status=422)
    assert "Enter when it ended" in page.text
    page = editor.submit(page, {"until": "June 2026", "why": "Letter"}, button="Save")
    assert "“Denmark” has ended, and stays in the record." in page.text
    (line,) = [each for each in held(session).memberships if each.printed == "Denmark"]
    assert line.until == "2026-06"
    assert "until June 2026" in editor.visit(f"{MEMBERS}?q=denmark").text


def test_a_membership_does_not_end_before_it_began(
    editor: CheckingClient, session: Session
) -> None:
    page = add(editor, {**PLACE, "printed": "Peru", "since": "2020", "until": "2019"}, 422)
    assert "It cannot end before it began." in page.text
    editor.submit(page, {"until": "2020-03"}, button="Save")
    page = editor.visit(f"{MEMBERS}/{last(session).key}/end")
    page = editor.submit(page, {"until": "2019"}, button="Save", status=422)
    assert "It cannot end before it began." in page.text


def test_a_pasted_list_is_shown_before_it_is_saved(
    editor: CheckingClient, session: Session
) -> None:
    names = "UK, Chile and Peru; Ontario (USA)\nViet Nam, Gondor"
    page = editor.visit(PASTE)
    page = editor.submit(page, {**PLACE, "names": names}, button="Read the names")
    assert "6 names were read" in page.text
    assert "Ontario (USA) ⋯ No place that we know Perhaps Ontario, Canada" in page.text
    assert "UK United Kingdom in the record already: left out" in page.text
    assert newest(session).number == 1
    page = editor.submit(page, button="Add 3 names")
    assert "3 names are added. It is version 2." in page.text
    assert [each.printed for each in held(session).memberships[-3:]] == [
        "Peru",
        "Viet Nam",
        "Gondor",
    ]


def test_other_names_than_those_looked_at_are_shown_first(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.submit(editor.visit(PASTE), {**PLACE, "names": "Peru"}, button="Read the names")
    page = editor.submit(page, {"names": "Peru, Fiji"}, button="Add 1 name")
    assert "2 names were read" in page.text
    page = editor.submit(page, button="Read the names again")
    assert newest(session).number == 1
    editor.submit(page, {"leave_out": False}, button="Add 2 names")
    assert [each.code for each in held(session).memberships[-2:]] == ["PE", "FJ"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"names": " "}, "Paste at least one name."),
        ({"names": ",;,"}, "Paste at least one name."),
        ({"kind": ""}, "Choose one."),
        ({"what": ""}, "Choose what they are."),
        ({"source": ""}, "Choose the source"),
    ],
)
def test_a_pasted_list_that_cannot_be_read_is_refused(
    editor: CheckingClient, values: dict[str, str], told: str
) -> None:
    page = editor.visit(PASTE)
    token = page.value("csrf_token")
    sent = {"csrf_token": token, "base_number": "1", "names": "Peru", "kind": "member"}
    sent |= {"what": "place", "source": "CIP", **values}
    answer = editor.post(PASTE, data=sent)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


def test_three_hundred_members_come_in_pages_and_are_searched(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    def many(record: Record) -> Record:
        made = [
            Membership(
                f"m{number}",
                MembershipKind.MEMBER,
                "CIP",
                f"Société {number}",
                organisation=f"Société {number}",
            )
            for number in range(300)
        ]
        return replace(record, memberships=(*record.memberships, *made))

    edited(session, cast.administrator, clock.now, many)
    page = editor.visit(MEMBERS)
    assert "1–50 of 354" in page.text
    assert "51–100 of 354" in editor.follow(page, "Next").text
    page = editor.visit(f"{MEMBERS}?q=SOCIETE+299")
    assert "Société 299" in page.text
    assert "Société 298" not in page.text
    assert "Nothing fits" in editor.visit(f"{MEMBERS}?q=nobody").text
    page = editor.visit(f"{MEMBERS}?kind=implementer")
    assert "Ecologic Institute" in page.text
    assert "Société" not in page.text
