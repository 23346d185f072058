"""What an address says about the list, and back."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from courseapp.applications.rules import OrganisationType, Status
from courseapp.selection.filters import Filters, Sort


def test_what_an_address_says_wrongly_counts_as_not_said() -> None:
    said = {"status": "accepted", "type": "circus", "sort": "shoe size", "country": "  ke "}
    assert Filters.read(said) == Filters(country="KE")


def test_nothing_said_shows_everything_and_needs_no_arguments() -> None:
    assert Filters.read({}) == Filters()
    assert dict(Filters().arguments) == {}
    assert not Filters().narrow


def test_another_order_keeps_the_rest() -> None:
    filters = Filters(country="KE", sort=Sort.NAME)
    assert filters.sorted_by("sent") == {"country": "KE"}
    assert filters.sorted_by("country") == {"country": "KE", "sort": "country"}


@given(
    status=st.none() | st.sampled_from(Status),
    kind=st.none() | st.sampled_from(OrganisationType),
    sort=st.sampled_from(Sort),
    search=st.text(max_size=150),
)
def test_filters_survive_the_way_through_an_address(
    status: Status | None, kind: OrganisationType | None, sort: Sort, search: str
) -> None:
    given_search = {"search": search.encode("utf-8", "ignore").decode()}
    typed = Filters.read(given_search)
    filters = Filters(status=status, type=kind, sort=sort, search=typed.search)
    address = urlencode(filters.arguments)
    assert Filters.read(dict(parse_qsl(address))) == filters
