"""What an organiser can choose from when she composes a rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.countries.lists.dated import Family
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.eligibility.composed.words import list_of_members
from courseapp.eligibility.composing.beginnings import offered_lists
from courseapp.eligibility.country_lists.documents import own_key
from courseapp.eligibility.country_lists.showing import FAMILIES
from courseapp.events.models import Event, Series
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import all_initiatives


@dataclass(frozen=True)
class OfferedList:
    """A list to choose, by key, below the name of its family."""

    key: str
    title: str
    family: str


@dataclass(frozen=True)
class Offered:
    """Lists of countries, series (slug, title) and initiatives (slug, short name)."""

    lists: tuple[OfferedList, ...]
    series: tuple[tuple[str, str], ...]
    initiatives: tuple[tuple[str, str], ...]
    own: tuple[str, str]


def offered(session: Session, event: Event) -> Offered:
    """Return what rules of the event can look at. Three statements."""
    owner = event.initiative
    series = select(Series.slug, Series.title).where(Series.initiative_id == owner.id)
    others = sorted((each.slug, each.called) for each in all_initiatives(session))
    return Offered(
        lists=tuple(_lists(session, owner)),
        series=tuple((slug, title) for slug, title in session.execute(series.order_by(Series.id))),
        initiatives=tuple(dict.fromkeys([(owner.slug, owner.called), *others])),
        own=(owner.slug, owner.called),
    )


def _lists(session: Session, owner: Initiative) -> Sequence[OfferedList]:
    own = [
        OfferedList(own_key(each.id), each.name, f"Own lists of {owner.called}")
        for each in offered_lists(session, owner.id)
    ]
    members = OfferedList(
        list_of_members(owner.slug),
        f"Members and partners of {owner.called}",
        FAMILIES[Family.INITIATIVE],
    )
    shipped = [
        OfferedList(each.key, each.title, FAMILIES[each.family])
        for each in shipped_lists().values()
    ]
    named = [each for each in shipped if each.family != FAMILIES[Family.REGION]]
    regions = [each for each in shipped if each.family == FAMILIES[Family.REGION]]
    return [*named, *own, members, *regions]
