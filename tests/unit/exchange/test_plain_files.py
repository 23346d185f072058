"""JSON and YAML: whole records, read strictly and within limits."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.exchange.parsed import Parsed
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import FileFormat, Origin
from courseapp.initiatives.record_files import shipped_records
from tests.unit.exchange.samples import rows_of

MINIMUM = {"slug": "a", "name": "A", "sources": [{"key": "P", "title": "A page"}]}
RECORDS = Path(__file__).parents[3] / "courseapp" / "initiatives" / "records"


def parsed(text: str) -> Parsed:
    return read_file(text.encode())


def whats(text: str) -> str:
    """Return everything that is wrong with a file in which nothing is right."""
    read = parsed(text)
    assert read.rows == ()
    assert read.faults
    return " ".join(fault.what for fault in read.faults)


def with_parts(**parts: object) -> str:
    return json.dumps(MINIMUM | parts)


def test_one_record_or_a_list_of_records_is_read_with_its_lines() -> None:
    (row,) = rows_of(json.dumps(MINIMUM))
    assert (row.record.name, row.origin, row.line) == ("A", Origin.RECORD, 1)
    text = '[\n{"name": "A"},\n\n{"name": "B"}\n]'
    assert [(row.record.name, row.line) for row in rows_of(text)] == [("A", 2), ("B", 4)]
    text = "- name: A\n- name: B\n"
    assert [(row.record.name, row.line) for row in rows_of(text)] == [("A", 1), ("B", 2)]


def test_the_files_that_come_with_the_product_are_read() -> None:
    texts = [file.read_text("utf-8") for file in sorted(RECORDS.glob("*.yaml"))]
    read = [rows_of(text)[0].record.slug for text in texts]
    assert read == [record.slug for record in shipped_records()]
    assert parsed(texts[0]).format is FileFormat.YAML


def test_one_bad_record_hides_no_good_one() -> None:
    read = parsed('[{"name": "A"},\n{"nome": "B"},\n{"name": "C"},\n{"name": "A"}]')
    assert [row.record.name for row in read.rows] == ["A", "C"]
    assert [(fault.line, fault.what) for fault in read.faults] == [
        (2, "Unknown parts of a record: nome."),
        (4, "“a” is record 1 already."),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"name": "A",}', "This is not JSON"),
        ('{"name": "A"} more', "something follows the end"),
        ('[{"name": "A"} {"name": "B"}]', "a comma or the end of the list is expected"),
        ('{"name": "A", "name": "B"}', "“name” stands twice"),
        ('{"name": "A", "counts": [{"value": NaN}]}', "NaN is no number"),
        ("[" * 100_000, "nested"),
        ('{"name": ' + "[" * 50 + "]" * 50 + "}", "nested deeper"),
        ("[" + '{"a":' * 60_000, "nested"),
        ('{"name": 1' + "0" * 5_000 + "}", "This"),
        ("[1, 2]", "A record is a mapping"),
        ('{"name": "A", "\\ud800\\u0000": 1}', "Unknown parts"),
    ],
)
def test_json_that_is_broken_or_endless_is_told(text: str, told: str) -> None:
    assert told in whats(text) or "digits" in whats(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: !!python/object/apply:os.system ['true']", "a tag"),
        ("name: !!python/name:os.system", "a tag"),
        ("name: !own A", "a tag"),
        ("name: &x A\nsummary: *x\n", "an alias"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "an alias"),
        ("name: A\nname: B\n", "“name” stands twice"),
        ("name: " + "[" * 60 + "]" * 60, "nested deeper"),
        ("name: [A\n", "This is not YAML"),
        ("name: A\n---\nname: B\n", "This is not YAML"),
        ("name: {[a]: b}\n", "a name is a plain text"),
    ],
)
def test_yaml_that_is_dangerous_or_broken_is_told(text: str, told: str) -> None:
    assert told in whats(text)


def test_places_in_broken_files_are_told() -> None:
    (fault,) = parsed('{"name": "A",\n"summary": }').faults
    assert (fault.line, fault.column) == (2, 12)
    (fault,) = parsed("name: A\nsummary: !!python/none x\n").faults
    assert (fault.line, fault.column) == (2, 10)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"slug": "../etc"}, "cannot stand in an address"),
        ({"slug": "Upper"}, "cannot stand in an address"),
        ({"slug": "x" * 81}, "slug has 81 characters"),
        ({"name": "two\nlines"}, "one line"),
        ({"statements": [{"field": "website", "value": "javascript:x", "source": "P"}]}, "website"),
        ({"statements": [{"field": "starting-year", "value": 10**9, "source": "P"}]}, "year"),
        ({"statements": [{"field": "lpaa", "value": "yes", "source": "P"}]}, "lpaa"),
        ({"statements": [{"field": "lead-country", "value": "XX", "source": "P"}]}, "country"),
        ({"statements": [{"field": "coverage", "value": "global", "source": "P"}]}, "coverage"),
        ({"memberships": [{"kind": "member", "printed": "X", "code": "XX", "source": "P"}]}, "XX"),
        (
            {"memberships": [{"kind": "member", "printed": "X", "code": "US-XX1", "source": "P"}]},
            "US-XX1",
        ),
        ({"counts": [{"kind": "members", "value": 2**31, "source": "P"}]}, "too large"),
        ({"publications": [{"title": "T", "link": "javascript:x", "source": "P"}]}, "web address"),
        ({"publications": [{"title": "T", "year": 20_222, "source": "P"}]}, "is not a year"),
        ({"sources": [{"key": "P", "title": "T", "address": "ftp://x.example"}]}, "web address"),
        ({"sources": [{"key": "a b", "title": "T"}]}, "is no key"),
        (
            {
                "memberships": [
                    {
                        "kind": "partner",
                        "printed": "X",
                        "since": "2020",
                        "until": "2019",
                        "source": "P",
                    }
                ]
            },
            "it ended (2019) before 2020",
        ),
        ({"counts": [{"kind": "members", "value": 1, "source": "NOWHERE"}]}, "NOWHERE"),
    ],
)
def test_values_that_do_not_fit_are_told(parts: dict[str, object], told: str) -> None:
    assert told in whats(with_parts(**parts))


def test_files_of_another_installation_do_not_come_with_a_record() -> None:
    publication = {"title": "T", "source": "P", "file": "secret-key"}
    (row,) = rows_of(with_parts(publications=[publication]))
    assert row.record.publications[0].file == ""
    assert "Files do not come with a record" in row.notes[0]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)
PARTS = ("name", "slug", "sources", "statements", "counts", "memberships", "publications")


@given(st.dictionaries(st.sampled_from(PARTS), plain))
def test_no_json_is_too_strange_to_be_answered(value: dict[str, object]) -> None:
    read = parsed(json.dumps(value))
    assert len(read.rows) + len(read.bad) == 1 or read.file_faults
    for fault in read.faults:
        fault.what.encode()
        assert "\0" not in fault.what
