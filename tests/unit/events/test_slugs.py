"""Addresses made from titles in any script."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.slugs import LONGEST, free_slug, slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("ICAP Summer School on Emissions Trading", "icap-summer-school-on-emissions-trading-2027"),
        ("Article 6: what's new in 2027?", "article-6-whats-new-in-2027"),
        ("Échange de quotas à Montréal", "echange-de-quotas-a-montreal-2027"),
        ("Straße, Łódź, Ærø, Đà Nẵng", "strasse-lodz-aero-da-nang-2027"),
        ("تداول الانبعاثات", "event-2027"),
        ("İstanbul", "istanbul-2027"),
        ("  --  ", "event-2027"),
    ],
)
def test_a_title_becomes_plain_words_with_the_year(title: str, slug: str) -> None:
    assert slug_for(title, 2027) == slug


def test_an_event_without_a_date_has_no_year_in_its_address() -> None:
    assert slug_for("Strategic dialogue", None) == "strategic-dialogue"


def test_a_long_title_loses_words_but_not_its_year() -> None:
    slug = slug_for("carbon market " * 40, 2027)

    assert len(slug) <= LONGEST
    assert slug.endswith("-2027")


def test_a_taken_address_gets_the_next_number() -> None:
    assert free_slug("ets-2027", set()) == "ets-2027"
    assert free_slug("ets-2027", {"ets-2027", "ets-2027-2"}) == "ets-2027-3"


@given(st.text(max_size=400), st.none() | st.integers(1990, 2100))
def test_every_title_gives_an_address(title: str, year: int | None) -> None:
    slug = slug_for(title, year)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST


@given(st.text(max_size=60), st.integers(0, 5))
def test_events_of_the_same_title_never_share_an_address(title: str, more: int) -> None:
    taken: list[str] = []
    for _ in islice(iter(int, 1), more + 2):
        taken.append(free_slug(slug_for(title, 2027), taken))

    assert len(set(taken)) == len(taken)
