"""What an organiser asked to see of an event's applications: read from, and put into, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from courseapp.applications.rules import OrganisationType, Status

LONGEST_SEARCH = 100

Word = TypeVar("Word", bound=StrEnum)


class Sort(StrEnum):
    """By what a list of applications is ordered."""

    SENT = "sent"
    NEWEST = "newest"
    NAME = "name"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    STATUS = "status"


@dataclass(frozen=True)
class Filters:
    """None and "" mean: everything. Whatever an address says wrongly counts as not said."""

    status: Status | None = None
    country: str = ""  # of work, ISO 3166-1 alpha-2
    type: OrganisationType | None = None
    search: str = ""
    sort: Sort = Sort.SENT

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """Return the filters in a query string."""
        return cls(
            status=_one_of(Status, given.get("status", "")),
            country=given.get("country", "").strip().upper()[:2],
            type=_one_of(OrganisationType, given.get("type", "")),
            search=" ".join(given.get("search", "").split())[:LONGEST_SEARCH],
            sort=_one_of(Sort, given.get("sort", "")) or Sort.SENT,
        )

    @property
    def arguments(self) -> Mapping[str, str]:
        """What an address needs to say the same; nothing for what is not filtered."""
        said = {
            "status": self.status or "",
            "country": self.country,
            "type": self.type or "",
            "search": self.search,
            "sort": "" if self.sort is Sort.SENT else self.sort.value,
        }
        return {name: str(value) for name, value in said.items() if value}

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.status or self.country or self.type or self.search)

    def sorted_by(self, sort: str) -> Mapping[str, str]:
        """Return the arguments for the same list in another order."""
        return replace(self, sort=Sort(sort)).arguments


def _one_of(kind: type[Word], text: str) -> Word | None:
    try:
        return kind(text)
    except ValueError:
        return None
