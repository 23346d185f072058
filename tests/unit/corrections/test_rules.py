"""How dates and addresses are typed, and what may become of a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.corrections.rules import MOVES, Act, ReportState, host_of, partial_date, web_address
from courseapp.initiatives.document.dates import is_partial_date, told

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("   ", ""),
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-6", "2024-06"),
        ("2024-06-30", "2024-06-30"),
        (" 2024-6-3 ", "2024-06-03"),
        ("June 2024", "2024-06"),
        ("jun 2024", "2024-06"),
        ("Sept. 2024", "2024-09"),
        ("30 June 2024", "2024-06-30"),
        ("30. June, 2024", "2024-06-30"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert partial_date(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/2024",
        "3.4.2024",
        "29 February 2023",
        "31 June 2024",
        "2024-13",
        "2024-00-01",
        "Ju 2024",
        "ma 2024",
        "soon",
        "٢٠٢٤",
        "20245",
        "0999",
        "9" * 5000,
    ],
)
def test_what_may_mean_several_days_or_none_is_no_date(typed: str) -> None:
    assert partial_date(typed) is None


@given(DAYS, st.sampled_from((4, 7, 10)))
def test_a_date_is_read_as_it_is_told(day: date, precision: int) -> None:
    text = day.isoformat()[:precision]
    assert partial_date(told(text)) == text
    assert partial_date(text) == text


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_partial_date_or_none(typed: str) -> None:
    read = partial_date(typed)
    assert read is None or is_partial_date(read)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("example.org/report.pdf", "https://example.org/report.pdf"),
        ("https://пример.example/отчёт", "https://пример.example/отчёт"),
        ("https://example.org:8443/", "https://example.org:8443/"),
    ],
)
def test_an_address_of_the_web_is_kept(typed: str, read: str) -> None:
    assert web_address(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "ftp://example.org/file",
        "data:text/html,<b>",
        "the annual report",
        "https://",
        "https://.",
        "https://[::1",
        "https://example.org/a b",
        'https://example.org/"><script>',
    ],
)
def test_anything_else_is_no_address(typed: str) -> None:
    assert web_address(typed) is None


def test_a_source_without_a_title_is_called_by_its_site() -> None:
    assert host_of("https://www.Example.org/a") == "example.org"


def test_only_an_open_report_is_decided_on() -> None:
    assert {state for state, _ in MOVES} == {ReportState.OPEN}
    assert {act for _, act in MOVES} == set(Act)
    assert ReportState.OPEN not in MOVES.values()
