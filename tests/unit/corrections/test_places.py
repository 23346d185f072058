"""Each thing of a record has a place by which it is reported, and a name."""

import pytest

from courseapp.corrections.places import (
    LARGER,
    WHOLE,
    editor_path,
    place_from,
    subject_at,
    written,
)
from courseapp.corrections.telling import present
from courseapp.initiatives.document.fields import FIELDS
from courseapp.initiatives.document.merging import FACTS, Place, pieces
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import LISTS
from courseapp.initiatives.record_files import shipped_records

RECORDS = {record.slug: record for record in shipped_records()}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_every_piece_of_a_record_but_its_address_can_be_reported(record: Record) -> None:
    for place in pieces(record):
        subject = subject_at(record, place)
        if place == Place("head", "slug"):
            assert subject is None
            continue
        assert subject is not None, place
        assert subject.title
        said = present(record, place)
        assert said is not None
        assert said.current.words, place
        assert place_from(written(place)) == place


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_field_that_no_source_speaks_of_can_be_reported_too(field: object) -> None:
    nothing = Record("nothing", "Nothing", "")
    place = Place(FACTS, getattr(field, "key", ""))
    subject, said = subject_at(nothing, place), present(nothing, place)
    assert subject is not None
    assert subject.field is field
    assert said is not None
    assert said.current.words == "Unknown"


def test_the_whole_a_list_or_what_is_missing_can_be_reported() -> None:
    assert place_from("") == WHOLE
    assert place_from("memberships") == place_from("memberships/") == Place("record", "memberships")
    assert {Place("record", part) for part in LISTS if part != FACTS} <= {
        Place("record", name) for name in LARGER
    }
    for name, title in LARGER.items():
        subject = subject_at(RECORDS["icap"], Place("record", name))
        assert subject is not None
        assert subject.title == title


@pytest.mark.parametrize(
    "at",
    [
        "statements/colour",
        "statements",
        "memberships/atlantis",
        "head/slug",
        "record/nothing",
        "contacts/1",
        "nowhere",
        "/",
        "memberships/../counts",
        "\0/\0",
    ],
)
def test_there_is_nothing_at_any_other_place(at: str) -> None:
    assert subject_at(RECORDS["icap"], place_from(at)) is None


def test_what_is_reported_is_called_as_people_call_it() -> None:
    titles = {}
    for place in pieces(RECORDS["icap"]):
        subject = subject_at(RECORDS["icap"], place)
        titles[written(place)] = subject.title if subject else ""
    assert titles["statements/starting-year"] == "Since"
    assert titles["memberships/ca-on"] == "Member: Ontario, Canada"
    assert "Publication: ICAP Status Report 2016" in titles.values()
    assert any(title.startswith("Members, ") for title in titles.values())
    assert any(title.startswith("Objective: ") for title in titles.values())


def test_the_editor_opens_where_the_place_is_changed() -> None:
    paths = {
        "statements/goals": "/manage/icap/record/fields/goals",
        "memberships/ca-on": "/manage/icap/record/memberships/ca-on",
        "memberships": "/manage/icap/record/memberships",
        "head/summary": "/manage/icap/record/name",
        "record/missing": "/manage/icap/record",
    }
    assert {at: editor_path("icap", place_from(at)) for at in paths} == paths
