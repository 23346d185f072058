"""Which addresses of a record become links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.web_addresses import host_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://icap.example.org/en/report.pdf", "icap.example.org"),
        ("http://www.example.org", "example.org"),
        ("HTTPS://Example.ORG/a?b#c", "example.org"),
        ("https://例え.example/本", "例え.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/", ""),
        ("example.org", ""),
        ("https://", ""),
        ("https://[example.org", ""),
        ("https://example.org/a b", ""),
        ("https://example.org/a\nb", ""),
        ("", ""),
    ],
)
def test_only_a_whole_address_of_the_web_has_a_host(address: str, host: str) -> None:
    assert host_of(address) == host


@given(st.text() | st.from_regex(r"https?://.{0,20}"))
def test_any_text_is_an_address_or_none(text: str) -> None:
    assert host_of(text) == "" or text.lower().startswith("http")
