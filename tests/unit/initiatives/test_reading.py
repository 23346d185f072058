"""What is printed in a field, and what it is understood as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.document.fields import FIELDS, THEME_FIELDS
from courseapp.initiatives.document.reading import understand, unmapped
from courseapp.initiatives.document.record import Value
from courseapp.initiatives.document.vocabularies import (
    ACTIVITIES,
    COVERAGE,
    FUNCTIONS,
    LEAD_TYPES,
    THEMES,
)

REFUSED = (
    '"International Non-Governmental Organization" is not in the list of possible values '
    "(National government, Local government, NGO/Civil Society) for this property."
)


def test_the_layout_has_each_label_once_and_22_themes_in_the_printed_order() -> None:
    labels = [field.label for field in FIELDS if field.label]
    assert len(labels) == len(set(labels))
    assert "Have you changed or strenghtened your goals" in labels
    assert len(THEME_FIELDS) == 22
    assert THEME_FIELDS[15].label == "Supply chain emission reductions"
    assert len({field.key for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize(
    ("vocabulary", "size"),
    [(FUNCTIONS, 6), (ACTIVITIES, 11), (LEAD_TYPES, 13), (COVERAGE, 12), (THEMES, 22)],
)
def test_vocabularies_are_complete_and_keep_their_words_apart(
    vocabulary: object, size: int
) -> None:
    terms = vocabulary.terms  # type: ignore[attr-defined]
    assert len(terms) == size == len({term.key for term in terms})
    for term in terms:
        assert vocabulary.find(f"  {term.label.upper()} ") is term  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", [field.key for field in FIELDS])
@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\ufeff", "\n\t"])
def test_a_blank_field_is_unknown_not_no(field: str, blank: str) -> None:
    assert understand(field, blank).value is None
    assert understand(field, blank).notes == ()


@pytest.mark.parametrize(
    ("field", "printed", "value"),
    [
        ("starting-year", "2007", 2007),
        ("starting-year", " 2007.0", 2007),
        ("lpaa", "No", False),
        ("theme-transport", " Yes", True),
        ("coverage", "Global", ("global",)),
        (
            "coverage",
            "Africa,  Latin America and The Caribbean",
            ("africa", "latin-america-caribbean"),
        ),
        (
            "function",
            "Technical dialogue, Capacity building",
            ("technical-dialogue", "capacity-building"),
        ),
        ("activity", "Norm and standard setting", ("standard-setting",)),
        ("activity", "Norms and standard setting", ("standard-setting",)),
        ("activity", "Goal setting (ex-ante), Goal setting", ("goal-setting",)),
        ("activity", "Training and education of individuals", ("training",)),
        ("lead-country", "Korea (South)", "KR"),
        ("lead-country", "germany", "DE"),
        ("lead-name", "“Climate Group”", "Climate Group"),
        ("lead-name", 'The "Under2" Coalition', 'The "Under2" Coalition'),
        ("website", "https://icapcarbonaction.com/", "https://icapcarbonaction.com/"),
        ("last-update", "12 April 2022 12:00:16", "2022-04-12T12:00:16"),
        ("last-update", "12 April 2022", "2022-04-12"),
        ("launched-on", "16 November 2022", "2022-11-16"),
        ("members-by-year", "2019: 31, 2020: 33", ("2019: 31", "2020: 33")),
        (
            "related",
            "Parent initiative: UNFCCC Related: CMP, A6IP",
            ("parent: UNFCCC", "related: CMP", "related: A6IP"),
        ),
        ("related", "Some Initiative (with, comma)", ("related: Some Initiative (with, comma)",)),
        (
            "indicators",
            "Fundraising - Funds raised, 2020, MUS$ 2.4",
            ("Fundraising - Funds raised, 2020, MUS$ 2.4",),
        ),
    ],
)
def test_what_is_printed_is_understood_without_a_warning(
    field: str, printed: str, value: Value
) -> None:
    reading = understand(field, printed)
    assert reading.value == value
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("field", "printed", "value", "told"),
    [
        ("starting-year", "about 2007", None, "is not a year"),
        ("starting-year", "207", None, "is not a year"),
        ("starting-year", "20077", None, "is not a year"),
        ("lpaa", "maybe", None, "is not Yes or No"),
        ("lead-country", "EU", None, "is not the name of one country"),
        ("lead-country", "Germany, France", None, "is not the name of one country"),
        ("website", "www.example.org", "https://www.example.org", "without https"),
        ("website", "javascript://alert.one/", None, "is not a web address"),
        ("website", "see our page", None, "is not a web address"),
        ("website", "http://[::1", None, "is not a web address"),
        ("last-update", "30 February 2022 12:00:16", None, "is not a date"),
        ("function", "Gardening", ("Gardening",), "is in no list of the platform"),
        ("lead-type", REFUSED, ("International Non-Governmental Organization",), "An error text"),
        ("starting-year", REFUSED, None, "An error text stands in place of a value"),
        ("members-by-year", "201931", ("2019: 31",), "has lost its columns"),
        ("members-by-year", "201931202033", ("2019: 31", "2020: 33"), "has lost its columns"),
        ("members-by-year", "some", None, "is not a year and a number"),
        ("lead-name", "a" * 400, "a" * 300, "first 300 characters"),
    ],
)
def test_what_is_read_otherwise_than_it_stands_is_told(
    field: str, printed: str, value: Value | None, told: str
) -> None:
    reading = understand(field, printed)
    assert reading.value == value
    assert told in " ".join(reading.notes)


def test_unmapped_words_can_be_asked_for() -> None:
    assert unmapped("function", ("capacity-building", "Gardening")) == ("Gardening",)
    assert unmapped("function", None) == ()
    assert unmapped("description", "Gardening") == ()


@given(st.sampled_from([field.key for field in FIELDS]), st.text(max_size=200))
def test_no_text_whatever_breaks_the_reader_or_is_lost_silently(field: str, printed: str) -> None:
    reading = understand(field, printed)
    lost = reading.value is None and any(letter.isalnum() for letter in printed)
    assert not lost or reading.notes or field == "related"


@given(st.sampled_from([field.key for field in FIELDS]), st.text(max_size=60))
def test_reading_is_the_same_with_blanks_around(field: str, printed: str) -> None:
    assert understand(field, f"  {printed}\u00a0 ") == understand(field, printed)
