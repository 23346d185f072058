"""The lists of a record: passages, numbers, publications, milestones, sources."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from courseapp.initiatives.document.record import Publication, Record
from courseapp.initiatives.editing.kinds import LISTS
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, edited, held, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value
from tests.support.people import AsPerson

TYPED: dict[str, dict[str, Value]] = {
    "passages": {"kind": "area_of_work", "title": "Linking", "text": "Two\nlines", "source": "CIP"},
    "counts": {
        "kind": "members",
        "value": "1,055",
        "approximate": True,
        "as_of": "June 2024",
        "source": "FNZ",
        "note": "On the first page.",
    },
    "publications": {
        "title": "Status Report 2024",
        "printed": "StatusReport 2024",
        "year": "2024",
        "organisation": "ICAP",
        "language": "en",
        "topic": "Emissions trading",
        "about": "Trends.",
        "link": "example.org/2024.pdf",
        "source": "CIP",
    },
    "milestones": {
        "kind": "meeting",
        "title": "Annual meeting",
        "date": "2028",
        "announced": True,
        "source": "CIP",
    },
    "sources": {"title": "The site of today", "key": "SITE", "address": "https://example.org"},
}
SAVED: dict[str, dict[str, object]] = {
    "passages": {"key": "linking", "text": "Two\nlines", "source": "CIP"},
    "counts": {"value": 1055, "approximate": True, "as_of": "2024-06", "part": ""},
    "publications": {
        "key": "status-report-2024",
        "year": 2024,
        "file": "",
        "topic": "Emissions trading",
    },
    "milestones": {"announced": True, "date": "2028", "approximate": False},
    "sources": {"key": "SITE", "date": "", "approximate": False},
}


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


def last(session: Session, part: str) -> object:
    return getattr(held(session), part)[-1]


@pytest.mark.parametrize("part", TYPED)
def test_each_kind_of_thing_is_added_changed_and_removed(
    editor: CheckingClient, session: Session, part: str
) -> None:
    page = editor.follow(editor.visit(RECORD), f"Add to {LISTS[part].title.lower()}")
    page = editor.submit(page, TYPED[part], button="Save")
    assert "It is added. It is version 2." in page.text
    thing = last(session, part)
    assert {name: getattr(thing, name) for name in SAVED[part]} == SAVED[part]
    key = getattr(thing, "key", "")

    page = editor.visit(f"{RECORD}/{part}/{key}")
    shown = {name: page.value(name) for name in TYPED[part] if name in {"title", "source", "text"}}
    assert shown == {name: TYPED[part][name] for name in shown}
    page = editor.submit(page, {"why": "Looked at again"}, button="Save")
    assert "Nothing is different from before" in page.text
    name, typed = ("value", "56") if part == "counts" else ("title", "Another title")
    page = editor.submit(editor.visit(f"{RECORD}/{part}/{key}"), {name: typed}, button="Save")
    assert "It is saved. It is version 3." in page.text
    assert str(getattr(last(session, part), name)) == typed
    assert getattr(last(session, part), "key", "") == key

    page = editor.visit(f"{RECORD}/{part}/{key}/remove")
    assert "It stays among the versions" in page.text
    page = editor.submit(page, button="Remove it")
    assert "is removed. It is version 4." in page.text
    assert key not in {each.key for each in getattr(held(session), part)}


@pytest.mark.parametrize(
    ("part", "values", "told"),
    [
        ("passages", {"title": ""}, "Enter a title."),
        ("passages", {"kind": ""}, "Choose what it is."),
        ("passages", {"title": "x" * 301}, "Use at most 300 characters. There are 301"),
        ("counts", {"value": ""}, "Enter a whole number, for example 31."),
        ("counts", {"value": "-3"}, "Enter a whole number from 0 to"),
        ("counts", {"as_of": "2024-13"}, "Enter a day, month or year that exists"),
        ("publications", {"year": "20"}, "Enter a whole number from 1800 to 2200."),
        ("publications", {"link": "javascript:alert(1)"}, "Enter a web address"),
        ("publications", {"source": ""}, "Choose the source, or enter a new one."),
        ("milestones", {"date": "soon"}, "Enter a day, month or year that exists"),
        ("sources", {"key": "cip"}, "Another source is called cip already."),
        ("sources", {"key": "a b"}, "Use letters, digits and hyphens only"),
        ("sources", {"title": " "}, "Enter the title of the document or page."),
    ],
)
def test_what_cannot_be_saved_is_told_beside_its_field(
    editor: CheckingClient, session: Session, part: str, values: dict[str, Value], told: str
) -> None:
    page = editor.visit(f"{RECORD}/add/{part}")
    typed = {**TYPED[part], **values, "why": "A try"}
    page = editor.submit(page, typed, button="Save", status=422)
    assert told in page.text
    assert page.value("why") == "A try"
    assert newest(session).number == 1


def test_one_after_another_is_added(editor: CheckingClient) -> None:
    page = editor.visit(f"{RECORD}/add/passages")
    page = editor.submit(page, TYPED["passages"], button="Save and add another")
    assert (page.path, page.value("title")) == (f"{RECORD}/add/passages", "")
    assert "It is added. It is version 2." in page.text


def test_a_source_in_use_stays_and_says_why(editor: CheckingClient, session: Session) -> None:
    page = editor.visit(f"{RECORD}/sources/FNZ/remove")
    assert "1 thing in the record names this source, so it stays." in page.text
    token = editor.visit("/account").value("csrf_token")
    sent = {"csrf_token": token, "base_number": "1"}
    answer = editor.post(f"{RECORD}/sources/FNZ/remove", data=sent)
    assert answer.status_code == 422
    assert "Give another source there first." in answer.get_data(as_text=True)
    assert held(session).source("FNZ") is not None


def test_the_file_of_a_publication_stays_when_its_facts_are_changed(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    def with_file(record: Record) -> Record:
        filed = Publication("filed", "A filed report", "CIP", file="stored-key")
        return replace(record, publications=(*record.publications, filed))

    edited(session, cast.administrator, clock.now, with_file)
    page = editor.visit(f"{RECORD}/publications/filed")
    editor.submit(page, {"year": "2020"}, button="Save")
    found = held(session).publications[-1]
    assert (found.year, found.file) == (2020, "stored-key")


def test_removing_an_activity_tells_which_series_belong_to_it(
    editor: CheckingClient, examples: None
) -> None:
    page = editor.visit(f"{RECORD}/passages/courses/remove")
    assert "not under an activity any more" in page.text


def test_publications_lead_to_their_files(editor: CheckingClient) -> None:
    page = editor.visit(f"{RECORD}/publications")
    assert page.link("File of ICAP Status Report 2016, 1").endswith("/icap-status-report-2016/file")


@pytest.mark.parametrize(
    "path",
    ["nothing", "add/nothing", "passages/nothing", "passages/nothing/remove", "counts/%C3%A9"],
)
def test_a_list_or_thing_that_is_not_there_is_not_found(editor: CheckingClient, path: str) -> None:
    editor.expect_404(f"{RECORD}/{path}")


def test_an_empty_list_says_what_to_do_first(as_person: AsPerson, cast: Cast) -> None:
    page = as_person(cast.administrator).visit("/manage/cmp/record/publications")
    assert "Nothing in this list yet" in page.text
    assert page.link("Add a publication") == "/manage/cmp/record/add/publications"
