"""Own paths and addresses, without app or database."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.accounts.rules import LINK_LIFETIME, LinkPurpose, canonical_email, own_path

OURS = "https://courseapp.example"


@given(st.text(alphabet=st.sampled_from("/\\.:@?#%\t\n\r ea%2f")) | st.text())
def test_no_target_leads_off_the_site(target: str) -> None:
    arrived = urlsplit(urljoin(OURS, own_path(target)))
    assert (arrived.scheme, arrived.netloc) == ("https", "courseapp.example")


@pytest.mark.parametrize("path", ["/", "/events/icap-course?zone=Asia/Tokyo", "/applications#a"])
def test_own_paths_stay_as_they_are(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize("path", [None, "", "events", "//evil.example", "/\\evil.example", "/a\nb"])
def test_anything_else_leads_home(path: str | None) -> None:
    assert own_path(path) == "/"


@given(st.emails())
def test_an_address_is_compared_without_case_and_space(email: str) -> None:
    assert canonical_email(f" {email.upper()} ") == canonical_email(email)


def test_an_accented_letter_of_an_address_is_one_letter() -> None:
    assert canonical_email("Pele\u0301@example.org") == "pel\u00e9@example.org"


def test_every_purpose_of_a_link_has_a_lifetime() -> None:
    assert set(LINK_LIFETIME) == set(LinkPurpose)
