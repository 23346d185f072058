"""The sealed time of a form, and links counted as a person counts them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.accounts.honest_forms import links_in, needs_a_look, sealed, unsealed

KEY = "the key of this test"
INSTANTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(INSTANTS)
def test_a_sealed_instant_comes_back_as_it_was(at: datetime) -> None:
    assert unsealed(sealed(at, KEY), KEY) == at


@given(INSTANTS, st.timedeltas(timedelta(seconds=1), timedelta(days=900)))
def test_nobody_can_move_the_instant_back(at: datetime, by: timedelta) -> None:
    signature = sealed(at, KEY).split(".")[1]
    earlier = sealed(at - by, KEY).split(".")[0]
    assert unsealed(f"{earlier}.{signature}", KEY) is None


@given(st.text())
def test_what_we_did_not_seal_gives_nothing(text: str) -> None:
    assert unsealed(text, KEY) is None


def test_a_seal_of_another_installation_gives_nothing() -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    assert unsealed(sealed(at, "another key"), KEY) is None


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", 0),
        ("We trade in CO2: see ministry.example for more, or write to a@b.example", 0),
        ("https://ministry.example and HTTP://WWW.MINISTRY.EXAMPLE/ets", 2),
        ("www.ministry.example", 1),
        ('<a href="https://one.example">one</a>', 1),
        ("<a href='www.one.example'>one</a> <a href=/relative>two</a>", 2),
        ("[url=https://one.example]one[/url] [url]www.two.example[/url]", 2),
        ("وزارة البيئة https://وزارة.example/سوق", 1),
    ],
)
def test_links_are_counted_once_however_they_are_written(text: str, links: int) -> None:
    assert links_in(text) == links


def test_links_of_all_texts_together_decide() -> None:
    assert not needs_a_look("https://a.example", "https://b.example", None)
    assert needs_a_look("https://a.example", "https://b.example", "www.c.example")
    assert not needs_a_look("www.a.example www.b.example www.c.example", most=3)
