"""What is entered about a quota, a focal point and somebody nominated, before it is stored."""

from dataclasses import dataclass
from datetime import date

from courseapp.nominations.rules import USUAL_QUOTA


@dataclass(frozen=True)
class QuotaPlan:
    """Everything about a quota that is entered, named as in `Quota`.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent. `until_on` is the
    last day, in the zone of the event's deadline.
    """

    name: str
    until_on: date
    size: int = USUAL_QUOTA
    country: str | None = None
    subdivision: str | None = None
    note: str = ""


@dataclass(frozen=True)
class PointPlan:
    """A focal point as entered; `email` is canonical, `name` "" where nobody knows it."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class NomineePlan:
    """Somebody as a focal point names her; `email` is canonical."""

    full_name: str
    email: str
    position: str = ""
    organisation: str = ""
    reason: str = ""
