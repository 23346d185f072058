"""What an organiser asked to see of an event's applications: read from, and put into, addresses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from courseapp.applications.rules import OrganisationType, Status
from courseapp.eligibility.rules import Verdict
from courseapp.forms.document.conditions import Clause
from courseapp.intake.clauses import argument_of, read_clause
from courseapp.intake.ordering import Order
from courseapp.intake.rules import LONGEST_SEARCH

MARK = "mark."
YES, NO = "yes", "no"
NOTHING = (None, "", ())  # what is not filtered by
_LARGEST_ID = 2**31 - 1

Word = TypeVar("Word", bound=StrEnum)
Given = Mapping[str, list[str]]


@dataclass(frozen=True)
class Filters:
    """None and "" and () mean: everything. Whatever an address says wrongly counts as not said.

    An application carries all of `tags` (their ids), all of `marks` that are True and none of
    the others, and fits all of `answers`. The days are those of the event's zone, both included.
    """

    statuses: tuple[Status, ...] = ()
    country: str = ""  # of work, ISO 3166-1 alpha-2
    nationality: str = ""  # one of hers, likewise
    type: OrganisationType | None = None
    tags: tuple[int, ...] = ()
    noted: bool | None = None
    verdict: Verdict | None = None
    marks: tuple[tuple[str, bool], ...] = ()
    sent_from: date | None = None
    sent_until: date | None = None
    answers: tuple[Clause, ...] = ()
    search: str = ""
    order: Order = field(default_factory=Order)

    @classmethod
    def read(cls, given: Iterable[tuple[str, str]]) -> "Filters":
        """Return the filters in the arguments of an address; a name may come several times."""
        said: dict[str, list[str]] = {}
        for name, value in given:
            said.setdefault(name, []).append(value)
        known = {name: reader(said.get(_NAMES.get(name, name), [])) for name, reader in _READERS}
        return cls(**known, marks=_marks(said), answers=_clauses(said))

    @classmethod
    def of_query(cls, query: str) -> "Filters":
        """Return the filters in the query of an address."""
        return cls.read(parse_qsl(query))

    @property
    def arguments(self) -> Mapping[str, str]:
        """What an address needs to say the same; nothing for what is not filtered."""
        said = {
            "status": ",".join(self.statuses),
            "country": self.country,
            "nationality": self.nationality,
            "type": self.type or "",
            "tag": ",".join(map(str, self.tags)),
            "note": _YES_NO[self.noted],
            "verdict": self.verdict or "",
            **{f"{MARK}{key}": _YES_NO[has] for key, has in self.marks},
            "from": self.sent_from.isoformat() if self.sent_from else "",
            "until": self.sent_until.isoformat() if self.sent_until else "",
            **dict(map(argument_of, self.answers)),
            "search": self.search,
            "sort": self.order.text,
        }
        return {name: str(value) for name, value in said.items() if value}

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        return urlencode(self.arguments)

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return replace(self, order=Order()) != Filters()

    @property
    def number(self) -> int:
        """How many conditions there are, besides the search."""
        several = len(self.tags) + len(self.marks) + len(self.answers)
        single = (f.name for f in fields(self) if f.name not in _COUNTED_APART)
        return several + sum(1 for name in single if getattr(self, name) not in NOTHING)

    def without(self, **emptied: Any) -> Mapping[str, str]:
        """Return the arguments for the same list with these filters changed."""
        return replace(self, **emptied).arguments

    def sorted_by(self, column: str) -> Mapping[str, str]:
        """Return the arguments for the same list in the order of the column, or turned round."""
        return replace(self, order=self.order.pressed(column)).arguments


def _one_of(kind: type[Word]) -> Callable[[list[str]], Word | None]:
    known = {str(each): each for each in kind}
    return lambda texts: next((known[each] for each in texts if each in known), None)


def _statuses(texts: list[str]) -> tuple[Status, ...]:
    said = _split(texts)
    return tuple(each for each in Status if each in said and each is not Status.DRAFT)


def _tags(texts: list[str]) -> tuple[int, ...]:
    ids = (int(each) for each in _split(texts) if each.isascii() and each.isdigit())
    return tuple(dict.fromkeys(each for each in ids if each <= _LARGEST_ID))


def _split(texts: list[str]) -> list[str]:
    return [each.strip() for text in texts for each in text.split(",")]


def _country(texts: list[str]) -> str:
    code = "".join(texts[:1]).strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _whether(texts: list[str]) -> bool | None:
    return {YES: True, NO: False}.get("".join(texts[:1]))


def _day(texts: list[str]) -> date | None:
    try:
        return date.fromisoformat("".join(texts[:1]))
    except ValueError:
        return None


def _search(texts: list[str]) -> str:
    return " ".join("".join(texts[:1]).split())[:LONGEST_SEARCH].strip()


def _order(texts: list[str]) -> Order:
    return Order.read("".join(texts[:1]))


def _marks(said: Given) -> tuple[tuple[str, bool], ...]:
    found = ((name.removeprefix(MARK), _whether(texts)) for name, texts in said.items()
             if name.startswith(MARK))  # fmt: skip
    return tuple((key, has) for key, has in found if has is not None and key)


def _clauses(said: Given) -> tuple[Clause, ...]:
    found = (read_clause(name, texts[0]) for name, texts in said.items())
    return tuple(each for each in found if each is not None)


_YES_NO: Mapping[bool | None, str] = {True: YES, False: NO, None: ""}
_COUNTED_APART = frozenset({"tags", "marks", "answers", "search", "order"})
_NAMES = {
    "statuses": "status",
    "tags": "tag",
    "noted": "note",
    "sent_from": "from",
    "sent_until": "until",
    "order": "sort",
}
_READERS: tuple[tuple[str, Callable[[list[str]], Any]], ...] = (
    ("statuses", _statuses),
    ("country", _country),
    ("nationality", _country),
    ("type", _one_of(OrganisationType)),
    ("tags", _tags),
    ("noted", _whether),
    ("verdict", _one_of(Verdict)),
    ("sent_from", _day),
    ("sent_until", _day),
    ("search", _search),
    ("order", _order),
)
