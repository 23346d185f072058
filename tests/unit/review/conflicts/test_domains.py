import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.review.conflicts.domains import is_suffix, own_domains, shared_domain


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("a@moefcc.gov.in", "b@moefcc.gov.in", "moefcc.gov.in"),
        ("a@moefcc.gov.in", "b@climate.moefcc.gov.in", "moefcc.gov.in"),
        ("a@air.moefcc.gov.in", "b@climate.moefcc.gov.in", "moefcc.gov.in"),
        ("A@ICAP.example.ch", "b@icap.EXAMPLE.ch.", "icap.example.ch"),
        ("a@undp.org", "b@ke.undp.org", "undp.org"),
        ("a@unternehmen-für-klima.de", "b@unternehmen-für-klima.de", "unternehmen-für-klima.de"),
    ],
)
def test_addresses_of_one_organisation_share_its_domain(
    first: str, second: str, shared: str
) -> None:
    assert shared_domain(first, second) == shared


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a@gmail.com", "b@gmail.com"),
        ("a@yahoo.co.ke", "b@yahoo.co.ke"),
        ("a@mail.yahoo.fr", "b@yahoo.fr"),
        ("a@vip.qq.com", "b@vip.qq.com"),
        ("a@example.org", "b@example.org"),  # reserved for examples
        ("a@environment.go.ke", "b@treasury.go.ke"),
        ("a@env.go.jp", "b@meti.go.jp"),
        ("a@tyndall.ac.uk", "b@imperial.ac.uk"),
        ("a@gov.uk", "b@gov.uk"),  # many bodies of one government
        ("a@clima.ec.europa.eu", "b@eea.europa.eu"),
        ("a@minam.gob.pe", "b@minem.gob.pe"),
        ("a@acme.com", "b@acme.org"),
        ("a@notgmail.com", "b@gmail.com"),
        ("nobody", "nobody"),
        ("a@", "b@"),
        ("a@localhost", "b@localhost"),
        ("a@acme..com", "b@acme..com"),
        ("", ""),
    ],
)
def test_addresses_of_nobody_in_particular_share_none(first: str, second: str) -> None:
    assert shared_domain(first, second) == ""


def test_parents_are_own_as_far_as_they_are_registered() -> None:
    assert own_domains("a@x.y.kemri.go.ke") == ("x.y.kemri.go.ke", "y.kemri.go.ke", "kemri.go.ke")


@pytest.mark.parametrize("domain", ["ke", "com", "go.ke", "gov.in", "co.uk", "gob.mx", "gouv.fr"])
def test_organisations_register_under_it(domain: str) -> None:
    assert is_suffix(domain)


LABELS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
HOSTS = st.lists(LABELS, min_size=1, max_size=5).map(".".join)


@given(HOSTS, HOSTS)
def test_sharing_does_not_depend_on_who_is_asked_first(first: str, second: str) -> None:
    shared = shared_domain(f"a@{first}", f"b@{second}")
    assert shared == shared_domain(f"b@{second}", f"a@{first}")
    assert not shared or (f".{first}".endswith(f".{shared}") and not is_suffix(shared))


@given(HOSTS, LABELS)
def test_a_body_of_an_organisation_belongs_to_it(host: str, label: str) -> None:
    if own_domains(f"a@{host}"):
        assert shared_domain(f"a@{host}", f"b@{label}.{host}") == host


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_is_read(first: str, second: str) -> None:
    assert isinstance(shared_domain(first, second), str)
