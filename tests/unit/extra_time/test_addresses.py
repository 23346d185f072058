"""Addresses as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.extra_time.addresses import read_addresses
from courseapp.extra_time.rules import MOST_ADDRESSES

AMINA = "amina@example.org"


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("", ()),
        (" \n\t\n", ()),
        (" Amina@Example.ORG ", (AMINA,)),
        ("Amina Otieno <amina@example.org>", (AMINA,)),
        ("amina@example.org, AMINA@example.org;lena@example.org", (AMINA, "lena@example.org")),
        ("email,name\namina@example.org,Amina\n", (AMINA,)),
        ('"Otieno, Amina";"amina@example.org"\r\nLena\tl@example.org', (AMINA, "l@example.org")),
        ("mailto:amina@example.org", (AMINA,)),
        ("ΜΑΡΊΑ@example.org", ("μαρία@example.org",)),
        ("pele\u0301@example.org\npelé@example.org", ("pelé@example.org",)),
    ],
)  # fmt: skip
def test_each_address_is_found_once_whatever_stands_beside_it(
    pasted: str, found: tuple[str, ...]
) -> None:
    assert read_addresses(pasted) == found


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("amina@example.org\nLena Park", "Line 2, “Lena Park”"),
        ("Lena Park", "Line 1, “Lena Park”"),
        ("\nemail\nname\namina@example.org", "Line 2"),
        ("amina@", "Line 1: “amina@”"),
        ("amina@example@org", "Line 1"),
        ("a" * 70 + "@example", "Line 1: “" + "a" * 60 + "”"),
    ],
)
def test_what_is_no_address_is_refused_with_its_line(pasted: str, line: str) -> None:
    with pytest.raises(Problem) as caught:
        read_addresses(pasted)
    assert caught.value.message.startswith(line)
    assert "name@example.org" in caught.value.message


def test_so_many_are_no_extra_time_but_a_later_deadline() -> None:
    many = "\n".join(f"p{number}@example.org" for number in range(MOST_ADDRESSES + 1))
    with pytest.raises(Problem, match="These are 201 addresses"):
        read_addresses(many)


@given(
    st.lists(
        st.text("abcXYZ019", min_size=1, max_size=8).map("{}@Example.org".format),
        unique_by=str.lower,
        max_size=8,
    ),
    st.sampled_from(["\n", "; ", ", ", "\r\n", "\t"]),
)
def test_a_list_is_read_whole_and_in_its_order(addresses: list[str], between: str) -> None:
    assert read_addresses(between.join(addresses)) == tuple(each.lower() for each in addresses)
