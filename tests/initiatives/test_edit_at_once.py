"""Two editors of one record at once: both changes are kept, or the second one decides."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.rules import MembershipKind
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, edited, held, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

SINCE = f"{RECORD}/fields/starting-year"


@pytest.fixture
def mariana(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


@pytest.fixture
def ingrid(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.administrator)


def since_of_cip(editor: CheckingClient) -> Page:
    return editor.follow(editor.visit(SINCE), "Change what CIP states")


def values(session: Session, field: str = "starting-year") -> list[object]:
    return [each.value for each in held(session).by_field.get(field, ())]


def test_changes_of_different_things_are_both_kept_and_the_second_is_told(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine = since_of_cip(mariana)
    theirs = ingrid.visit(f"{RECORD}/add/milestones")
    ingrid.submit(
        theirs, {"kind": "other", "title": "Twenty years", "source": "CIP"}, button="Save"
    )
    ingrid.submit(ingrid.visit(f"{RECORD}/name"), {"summary": "Short."}, button="Save")
    page = mariana.submit(mine, {"value": "2006"}, button="Save")
    assert "The statement is saved. It is version 4." in page.text
    told = "Ingrid Halvorsen saved versions 2 to 3 meanwhile: Summary, Twenty years."
    assert f"{told} All changes are kept." in page.text
    record = held(session)
    assert (record.value("starting-year"), record.summary) == (2006, "Short.")
    assert record.milestones[-1].title == "Twenty years"


def test_the_second_change_of_one_statement_is_a_decision(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine, theirs = since_of_cip(mariana), since_of_cip(ingrid)
    ingrid.submit(theirs, {"value": "2008", "note": "By letter."}, button="Save")
    page = mariana.submit(mine, {"value": "2006", "why": "By mail"}, button="Save", status=409)
    assert "Somebody else changed the same thing meanwhile" in page.text
    assert "CIP 2007 2008 · printed “2007” · By letter. 2006 · printed “2007”" in page.text
    assert "Yours then takes the place of theirs" in page.text
    assert (page.value("value"), page.value("why")) == ("2006", "By mail")
    assert values(session) == [2008, 2007]
    page = mariana.submit(page, button="Save")
    assert "The statement is saved. It is version 3." in page.text
    assert values(session) == [2006, 2007]
    assert newest(session).author == "Mariana Costa"
    assert "2008" in mariana.visit(f"{RECORD}/versions/2").text


def test_a_third_change_in_between_is_shown_again(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine = since_of_cip(mariana)
    ingrid.submit(since_of_cip(ingrid), {"value": "2008"}, button="Save")
    page = mariana.submit(mine, {"value": "2006"}, button="Save", status=409)
    ingrid.submit(since_of_cip(ingrid), {"value": "2009"}, button="Save")
    page = mariana.submit(page, button="Save", status=409)
    assert "CIP 2008 · printed “2007” 2009 · printed “2007” 2006 · printed “2007”" in page.text
    mariana.submit(page, button="Save")
    assert values(session) == [2006, 2007]


def test_two_statements_added_to_one_field_stand_beside_each_other(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    address = f"{RECORD}/fields/launched-on"
    mine = mariana.visit(f"{address}/add")
    theirs = ingrid.visit(f"{address}/add")
    ingrid.submit(theirs, {"value": "2007-10-29", "source": "CIP"}, button="Save")
    typed = {"value": "2007-10-30", "source": "FNZ"}
    page = mariana.submit(mine, typed, button="Save", status=409)
    assert "Yours then stands beside theirs." in page.text
    mariana.submit(page, {"is_current": False}, button="Save")
    assert values(session, "launched-on") == ["2007-10-29", "2007-10-30"]


def test_the_same_change_by_both_is_no_clash(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine, theirs = since_of_cip(mariana), since_of_cip(ingrid)
    ingrid.submit(theirs, {"value": "2006"}, button="Save")
    page = mariana.submit(mine, {"value": "2006"}, button="Save")
    assert "Nothing is different from before" in page.text
    assert newest(session).number == 2


def test_a_statement_that_was_changed_meanwhile_is_not_removed_unseen(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine = mariana.follow(mariana.visit(SINCE), "Remove what CIP states")
    ingrid.submit(since_of_cip(ingrid), {"value": "2008"}, button="Save")
    page = mariana.submit(mine, button="Remove it", status=409)
    assert "CIP 2007 2008 · printed “2007” Nothing" in page.text
    assert values(session) == [2008, 2007]
    page = mariana.follow(page, "Remove what CIP states")
    mariana.submit(page, button="Remove it")
    assert values(session) == [2007]


def test_what_was_removed_by_both_is_gone(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    pages = [
        (each, each.follow(each.visit(SINCE), "Remove what CIP states"))
        for each in (ingrid, mariana)
    ]
    for editor, page in pages:
        text = editor.submit(page, button="Remove it").text
    assert "Nothing is different from before" in text
    assert values(session) == [2007]


def test_another_current_statement_is_not_chosen_over_a_change(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine = mariana.visit(SINCE)
    ingrid.submit(since_of_cip(ingrid), {"value": "2008"}, button="Save")
    page = mariana.submit(mine, button="Make current what PMR-TR states", status=409)
    assert values(session) == [2008, 2007]
    mariana.submit(page, button="Make current what PMR-TR states")
    assert values(session) == [2007, 2008]


def test_a_thing_changed_by_two_is_a_decision_too(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    address = f"{RECORD}/memberships/germany"
    key = next(each.key for each in held(session).memberships if each.printed == "Germany")
    address = f"{RECORD}/memberships/{key}"
    mine, theirs = mariana.visit(address), ingrid.visit(address)
    ingrid.submit(theirs, {"since": "2007"}, button="Save")
    page = mariana.submit(mine, {"since": "2008", "note": "See page 3."}, button="Save", status=409)
    assert "Since Nothing 2007 2008" in page.text
    assert "Note Nothing Nothing See page 3." in page.text
    mariana.submit(page, button="Save")
    (line,) = [each for each in held(session).memberships if each.key == key]
    assert (line.since, line.note) == ("2008", "See page 3.")


def test_a_change_of_what_was_removed_brings_it_back_only_on_purpose(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    address = f"{RECORD}/passages/courses"
    mine = mariana.visit(address)
    ingrid.submit(ingrid.visit(f"{address}/remove"), button="Remove it")
    page = mariana.submit(mine, {"title": "Training"}, button="Save", status=409)
    assert "Title Courses on emissions trading Nothing Training" in page.text
    assert "courses" not in {each.key for each in held(session).passages}
    mariana.submit(page, button="Save")
    back = held(session).passages[-1]
    assert (back.key, back.title, back.kind.value) == ("courses", "Training", "activity")


def test_a_thing_that_was_changed_meanwhile_is_not_removed_unseen(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    address = f"{RECORD}/passages/courses"
    mine = mariana.visit(f"{address}/remove")
    ingrid.submit(ingrid.visit(address), {"title": "Training"}, button="Save")
    page = mariana.submit(mine, button="Remove it", status=409)
    assert "Title Courses on emissions trading Training Nothing" in page.text
    mariana.submit(page, button="Remove it")
    assert "courses" not in {each.key for each in held(session).passages}


def test_a_source_that_one_removes_and_the_other_uses_stays(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mariana.submit(
        mariana.visit(f"{RECORD}/add/sources"), {"title": "News", "key": "NEWS"}, button="Save"
    )
    mine = mariana.visit(f"{RECORD}/fields/end-year/add")
    ingrid.submit(ingrid.visit(f"{RECORD}/sources/NEWS/remove"), button="Remove it")
    page = mariana.submit(mine, {"value": "2030", "source": "NEWS"}, button="Save", status=422)
    assert "“NEWS” is not there any more. Choose another." in page.text
    mariana.submit(page, {"source": "CIP"}, button="Save")
    assert held(session).value("end-year") == 2030


def test_two_new_things_of_one_name_are_both_kept(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session
) -> None:
    mine, theirs = (each.visit(f"{RECORD}/add/passages") for each in (mariana, ingrid))
    typed = {"kind": "objective", "title": "Linking", "source": "CIP"}
    ingrid.submit(theirs, {**typed, "text": "Theirs."}, button="Save")
    page = mariana.submit(mine, {**typed, "text": "Mine."}, button="Save", status=409)
    mariana.submit(page, button="Save")
    added = [(each.key, each.text) for each in held(session).passages[-2:]]
    assert added == [("linking", "Theirs."), ("linking-2", "Mine.")]


def test_names_that_were_pasted_by_two_are_looked_at_again(
    mariana: CheckingClient, ingrid: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    address = f"{RECORD}/paste/memberships"
    typed = {"names": "Peru, Fiji", "what": "place", "kind": "member", "source": "CIP"}
    page = mariana.submit(mariana.visit(address), typed, button="Read the names")

    def with_peru(record: Record) -> Record:
        peru = Membership("pe", MembershipKind.MEMBER, "FNZ", "Perú", "PE")
        return replace(record, memberships=(*record.memberships, peru))

    edited(session, cast.administrator, clock.now, with_peru)
    page = mariana.submit(page, button="Add 2 names", status=409)
    assert "Perú" in page.text
    page = mariana.submit(page, button="Add 2 names")
    assert "Peru Peru in the record already: left out" in page.text
    mariana.submit(page, button="Add 1 name")
    assert [each.printed for each in held(session).memberships[-2:]] == ["Perú", "Fiji"]
