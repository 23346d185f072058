"""Editors see the record field by field, and change what each source states."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from courseapp.accounts.passwords import hash_password
from courseapp.initiatives.document.record import Statement
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, edited, held, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson

FIELDS = f"{RECORD}/fields"
SINCE = f"{FIELDS}/starting-year"


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The organiser of ICAP, signed in."""
    return as_person(cast.icap_organiser)


def add(editor: CheckingClient, field: str, values: dict[str, Value], status: int = 200) -> Page:
    page = editor.visit(f"{FIELDS}/{field}/add")
    return editor.submit(page, {"source": "CIP", **values}, button="Save", status=status)


def statements(session: Session, field: str) -> tuple[Statement, ...]:
    return held(session).by_field.get(field, ())


def test_the_overview_shows_every_field_with_its_source_and_what_needs_a_look(
    editor: CheckingClient,
) -> None:
    page = editor.follow(editor.visit("/manage/icap"), "Record")
    assert page.heading == "Record of ICAP"
    assert "Version 1, saved by the product on Mon 1 Mar 2027, 10:00 CET" in page.text
    for told in (
        "Since 2007 CIP 12 April 2022 2 statements Change Since",
        "Website Unknown i Note CIP 12 April 2022 Change Website",
        "Launched on Unknown Add Launched on",
        "Supply chain emission reductions Yes i Note",
        "Members and partners 54 Add",
        "Sources 6 Add",
    ):
        assert told in page.text, told
    assert page.link("See the public page") == "/initiatives/icap"
    noted = editor.follow(page, "9 with a note")
    assert "Change Website" in noted.text
    assert "Change Since" not in noted.text


def test_a_field_shows_who_states_what_and_who_entered_it(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    clock.advance(days=1)
    other = Statement("starting-year", "2CELSIUS", 2006, "2006", "A slip?")
    edited(
        session,
        cast.administrator,
        clock.now,
        lambda record: replace(record, statements=(*record.statements, other)),
    )
    text = editor.visit(SINCE).text
    assert "✓ Current 2007 Entered by the product , Mon 1 Mar 2027, 10:00 CET" in text
    assert "2006 Note A slip? Entered by Ingrid Halvorsen , Tue 2 Mar 2027" in text
    assert "in version 2" in text
    assert "Sources differ" in editor.visit(RECORD).text


@pytest.mark.parametrize(
    ("field", "values", "value"),
    [
        ("launched-on", {"value": "16 November 2022"}, "2022-11-16"),
        ("website", {"value": "icapcarbonaction.com"}, "https://icapcarbonaction.com"),
        ("end-year", {"value": "2031"}, 2031),
        ("lpaa", {"value": "yes"}, True),
        ("lpaa", {"value": "no"}, False),
        ("lpaa", {"value": "unknown"}, None),
        ("coverage", {"value": ["africa", "sids"], "others": "Mars"}, ("africa", "sids", "Mars")),
        ("lead-country", {"value": "DE"}, "DE"),
        ("members-by-year", {"value": "2019: 31\n2020: 33"}, ("2019: 31", "2020: 33")),
        ("related", {"value": "parent: UNFCCC\nCMP"}, ("parent: UNFCCC", "related: CMP")),
        ("progress", {"is_empty": True}, None),
        ("description", {"value": "Two\n\nparagraphs"}, "Two\n\nparagraphs"),
        ("last-update", {"value": "2023-01-02 03:04:05"}, "2023-01-02T03:04:05"),
        ("indicators", {"value": "Funds raised, 2020"}, ("Funds raised, 2020",)),
    ],
)
def test_each_kind_of_field_takes_its_value(
    editor: CheckingClient, session: Session, field: str, values: dict[str, Value], value: object
) -> None:
    page = add(editor, field, {**values, "source": "FNZ", "is_current": True})
    assert "The statement is saved. It is version 2." in page.text
    first = statements(session, field)[0]
    assert (first.value, first.source, first.printed) == (value, "FNZ", "")
    assert newest(session).author == "Mariana Costa"


def test_what_is_printed_is_understood_and_the_difference_is_told(
    editor: CheckingClient, session: Session
) -> None:
    page = add(editor, "members-by-year", {"printed": "201931202033", "source": "FNZ"})
    assert "has lost its columns: read as 2019: 31, 2020: 33" in page.text
    (found,) = [each for each in statements(session, "members-by-year") if each.source == "FNZ"]
    assert found.value == ("2019: 31", "2020: 33")
    assert found.printed == "201931202033"
    assert "lost its columns" in found.note


def test_a_word_in_no_list_is_kept_and_shown_as_such(
    editor: CheckingClient, session: Session
) -> None:
    page = add(editor, "coverage", {"printed": "Global, Outer space", "source": "FNZ"})
    assert "“Outer space” is in no list of the platform: kept as it is." in page.text
    assert "In no list Outer space" in page.text
    assert statements(session, "coverage")[1].value == ("global", "Outer space")
    assert "1 with words in no list" in editor.visit(RECORD).text


def test_a_new_source_is_added_in_the_same_form(editor: CheckingClient, session: Session) -> None:
    page = editor.visit(f"{FIELDS}/end-year/add")
    page = editor.submit(
        page,
        {
            "value": "2030",
            "new_title": "Annual report 2026",
            "new_address": "www.example.org/report.pdf",
            "new_date": "February 2027",
            "new_dated": "as it says on page 2",
        },
        button="Save",
    )
    source = held(session).sources[-1]
    assert (source.key, source.date, source.address) == (
        "annual-report-2026",
        "2027-02",
        "https://www.example.org/report.pdf",
    )
    assert "Annual report 2026 , February 2027 (as it says on page 2)" in page.text
    assert page.link("Annual report 2026") == source.address


@pytest.mark.parametrize(
    ("field", "values", "told"),
    [
        ("end-year", {}, "Enter the value, or what the source prints."),
        ("lpaa", {}, "Enter the value, or what the source prints."),
        ("end-year", {"value": "soon"}, "“soon” is not a year. Enter four digits"),
        ("end-year", {"value": "2030", "is_empty": True}, "so the field is not empty"),
        ("website", {"value": "nowhere"}, "“nowhere” is not a web address."),
        ("end-year", {"value": "2030", "source": ""}, "Choose the source, or enter a new one."),
        (
            "end-year",
            {"value": "2030", "new_title": "A page"},
            "You chose a source and entered a new one.",
        ),
        (
            "end-year",
            {"value": "2030", "source": "", "new_date": "2024"},
            "Enter the title of the new source.",
        ),
        (
            "end-year",
            {"value": "2030", "source": "", "new_title": "A page", "new_date": "31 June 2024"},
            "Enter a day, month or year that exists",
        ),
        (
            "end-year",
            {"value": "2030", "source": "", "new_title": "A", "new_address": "javascript://x.y"},
            "Enter a web address",
        ),
    ],
)
def test_what_cannot_be_saved_is_told_beside_its_field_and_nothing_typed_is_lost(
    editor: CheckingClient, session: Session, field: str, values: dict[str, Value], told: str
) -> None:
    page = add(editor, field, {**values, "note": "Kept?", "why": "A try"}, status=422)
    assert told in page.text
    assert (page.value("note"), page.value("why")) == ("Kept?", "A try")
    assert page.value("source") == values.get("source", "CIP")
    for name in ("value", "new_title"):
        if isinstance(values.get(name), str):
            assert page.value(name) == values[name]
    assert newest(session).number == 1


def test_a_statement_is_changed_in_place_and_its_versions_keep_the_old_one(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(SINCE), "Change what CIP states")
    assert (page.value("value"), page.value("printed")) == ("2007", "2007")
    page = editor.submit(page, {"value": "2006", "note": "By mail.", "why": "Mail"}, button="Save")
    assert "Read by us 2007 is what we would read in it" in page.text
    first, second = statements(session, "starting-year")
    assert (first.value, first.printed, first.note) == (2006, "2007", "By mail.")
    assert second.source == "PMR-TR"
    assert newest(session).note == "Mail"


def test_a_corrected_print_is_read_anew(editor: CheckingClient, session: Session) -> None:
    page = editor.follow(editor.visit(SINCE), "Change what CIP states")
    editor.submit(page, {"printed": "2009"}, button="Save")
    assert statements(session, "starting-year")[0].value == 2009


def test_a_value_that_an_editor_entered_stays_when_the_print_is_corrected(
    editor: CheckingClient, session: Session
) -> None:
    for values in ({"value": "2006"}, {"printed": "200 7"}):
        page = editor.follow(editor.visit(SINCE), "Change what CIP states")
        editor.submit(page, values, button="Save")
    first = statements(session, "starting-year")[0]
    assert (first.value, first.printed) == (2006, "200 7")


def test_a_statement_is_made_current_and_removed(editor: CheckingClient, session: Session) -> None:
    page = editor.submit(editor.visit(SINCE), button="Make current what PMR-TR states")
    assert "Readers see this statement first now." in page.text
    assert [each.source for each in statements(session, "starting-year")] == ["PMR-TR", "CIP"]
    page = editor.follow(page, "Remove what CIP states")
    assert "It stays among the versions" in page.text
    page = editor.submit(page, {"why": "Twice the same"}, button="Remove it")
    assert "The statement is removed. It is version 3." in page.text
    assert [each.source for each in statements(session, "starting-year")] == ["PMR-TR"]


def test_saving_what_is_there_makes_no_version(editor: CheckingClient, session: Session) -> None:
    page = editor.follow(editor.visit(SINCE), "Change what CIP states")
    page = editor.submit(page, button="Save")
    assert "Nothing is different from before" in page.text
    assert newest(session).number == 1


def test_name_and_summary_are_changed_for_lists_too(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(RECORD), "Change name and summary")
    page = editor.submit(page, {"name": "ICAP Partnership", "summary": "Short."}, button="Save")
    assert "Name and summary are saved. It is version 2." in page.text
    assert initiative(session).name == "ICAP Partnership"
    assert "ICAP Partnership" in client.visit("/initiatives").text


def test_all_themes_of_one_source_are_entered_on_one_page(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(RECORD), "Change all themes")
    assert "Transport No, CIP" in page.text
    answers: dict[str, Value] = {"theme-transport": "yes", "theme-waste": "unknown"}
    page = editor.submit(page, {**answers, "source": "FNZ"}, button="Save the themes")
    assert "The themes are saved. It is version 2." in page.text
    told = [(each.source, each.value) for each in statements(session, "theme-transport")]
    assert told == [("CIP", False), ("FNZ", True)]
    assert [each.value for each in statements(session, "theme-waste")] == [False, None]
    assert len(statements(session, "theme-energy-access")) == 1
    page = editor.visit(f"{RECORD}/themes")
    page = editor.submit(page, {"theme-transport": "yes"}, button="Save the themes", status=422)
    assert "Choose the source, or enter a new one." in page.text
    assert page.soup.select('input[name="theme-transport"][value="yes"][checked]')
    editor.submit(page, {"source": "CIP"}, button="Save the themes")
    told = [(each.source, each.value) for each in statements(session, "theme-transport")]
    assert told == [("CIP", True), ("FNZ", True)]


@pytest.mark.parametrize(
    "path",
    [
        "fields/nothing",
        "fields/nothing/add",
        "fields/starting-year/000000000000",
        "fields/starting-year/000000000000/remove",
        "fields/é",
    ],
)
def test_a_field_or_statement_that_is_not_there_is_not_found(
    editor: CheckingClient, path: str
) -> None:
    editor.expect_404(f"{RECORD}/{path}")


def test_what_a_lapsed_editor_typed_is_there_again(
    editor: CheckingClient, cast: Cast, session: Session, clock: FixedClock
) -> None:
    cast.icap_organiser.password_hash = hash_password("four words are enough")
    page = editor.visit(f"{FIELDS}/end-year/add")
    clock.advance(days=15)
    page = editor.submit(page, {"value": "2031", "source": "CIP", "note": "Kept"}, button="Save")
    known = {"email": cast.icap_organiser.email, "password": "four words are enough"}
    page = editor.submit(page, known, form="/sign-in")
    assert (page.path, page.value("value"), page.value("note"), page.value("source")) == (
        f"{FIELDS}/end-year/add",
        "2031",
        "Kept",
        "CIP",
    )
    editor.submit(page, button="Save")
    assert [each.value for each in statements(session, "end-year")] == [2031, None]


def test_a_form_that_does_not_say_where_it_began_is_refused(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.visit(f"{FIELDS}/end-year/add")
    token = page.value("csrf_token")
    sent = {"csrf_token": token, "value": "2031", "source": "CIP"}
    answer = editor.post(f"{FIELDS}/end-year/add", data=sent)
    assert answer.status_code == 422
    assert "Open this page again" in answer.get_data(as_text=True)
    assert (
        editor.post(f"{FIELDS}/end-year/add", data={**sent, "base_number": "9"}).status_code == 404
    )
    assert newest(session).number == 1


def test_a_source_that_the_record_does_not_have_is_refused(
    editor: CheckingClient, session: Session
) -> None:
    token = editor.visit(f"{FIELDS}/end-year/add").value("csrf_token")
    sent = {"csrf_token": token, "value": "2031", "source": "FORGED", "base_number": "1"}
    answer = editor.post(f"{FIELDS}/end-year/add", data=sent)
    assert answer.status_code == 422
    assert "“FORGED” is not there any more. Choose another." in answer.get_data(as_text=True)
    assert newest(session).number == 1
