"""Everything that rules are judged by, read in a few statements whatever the rules hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from courseapp.countries.lists.dated import CountryList
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.eligibility.composed.conditions import MEMBERS, ScopeKind
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composed.words import Names, list_of_members
from courseapp.eligibility.country_lists.documents import (
    as_country_list,
    from_plain,
    id_of_key,
    own_key,
)
from courseapp.eligibility.country_lists.members import MemberLine, list_of, organisations_of
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.models import OwnList, OwnListVersion
from courseapp.events.models import Series
from courseapp.initiatives.country_ties import BELONGS
from courseapp.initiatives.models import Initiative, RecordMembership, RecordVersion


@dataclass(frozen=True)
class _Named:
    """An initiative that rules name."""

    id: int
    slug: str
    called: str


def gather(session: Session, rules: RuleSet, initiative_id: int, *more: str) -> Known:
    """Return what the rules of an initiative's event look into, and the lists with these keys.

    Lists that are kept by hand are read only where they are the initiative's own, and records
    only where they are public or its own: rules that name others find nothing. At most five
    statements.
    """
    keys = dict.fromkeys((*rules.lists, *more))
    named = _initiatives(session, rules, keys, initiative_id)
    lines = _lines(session, [each for each in named.values() if _is_asked(each, keys)])
    lists = {key: found for key in keys if (found := shipped_lists().get(key))}
    lists |= own_lists(session, initiative_id, [i for i in map(id_of_key, keys) if i is not None])
    lists |= _members(session, [named[slug] for slug in lines], lines)
    names = Names(lists, _series(session, rules), {e.slug: e.called for e in named.values()})
    return Known(names, {slug: organisations_of(found) for slug, found in lines.items()})


def own_lists(
    session: Session, initiative_id: int, ids: Iterable[int]
) -> Mapping[str, CountryList]:
    """Return the initiative's own lists with these numbers, by key. One statement at most."""
    wanted = list(ids)
    if not wanted:
        return {}
    newest = OwnListVersion.number == OwnList.number
    rows = session.execute(
        select(OwnList, OwnListVersion, Initiative)
        .join(OwnListVersion, (OwnListVersion.list_id == OwnList.id) & newest)
        .join(Initiative, Initiative.id == OwnList.initiative_id)
        .where(OwnList.id.in_(wanted), OwnList.initiative_id == initiative_id)
        .order_by(OwnList.id)
    )
    return {own_key(kept.id): read_list(kept, version, owner) for kept, version, owner in rows}


def read_list(kept: OwnList, version: OwnListVersion, owner: Initiative) -> CountryList:
    """Return one version of a list that is kept by hand."""
    return as_country_list(
        own_key(kept.id),
        kept.name,
        owner.called,
        from_plain(version.document),
        version.number,
        version.saved_at.date(),
    )


def _is_asked(named: _Named, keys: Iterable[str]) -> bool:
    return list_of_members(named.slug) in keys


def _initiatives(
    session: Session, rules: RuleSet, keys: Iterable[str], own: int
) -> dict[str, _Named]:
    slugs = {key.removeprefix(MEMBERS) for key in keys if key.startswith(MEMBERS)}
    slugs |= {each.slug for each in rules.scopes if each.kind is ScopeKind.INITIATIVE}
    if not slugs:
        return {}
    seen = or_(Initiative.is_public, Initiative.id == own)
    rows = session.scalars(select(Initiative).where(Initiative.slug.in_(slugs), seen))
    return {each.slug: _Named(each.id, each.slug, each.called) for each in rows}


def _lines(session: Session, named: list[_Named]) -> dict[str, list[MemberLine]]:
    if not named:
        return {}
    slugs = {each.id: each.slug for each in named}
    rows = session.scalars(
        select(RecordMembership)
        .where(RecordMembership.initiative_id.in_(slugs), RecordMembership.kind.in_(BELONGS))
        .order_by(RecordMembership.id)
    )
    found: dict[str, list[MemberLine]] = {slug: [] for slug in slugs.values()}
    for row in rows:
        found[slugs[row.initiative_id]].append(_line(row))
    return found


def _line(row: RecordMembership) -> MemberLine:
    organisation = "" if row.country else row.organisation or row.printed
    return MemberLine(row.country or "", row.subdivision or "", organisation, row.since, row.until)


def _members(
    session: Session, asked: list[_Named], lines: Mapping[str, list[MemberLine]]
) -> dict[str, CountryList]:
    if not asked:
        return {}
    newest = (
        select(
            RecordVersion.initiative_id,
            func.max(RecordVersion.number),
            func.max(RecordVersion.saved_at),
        )
        .where(RecordVersion.initiative_id.in_([each.id for each in asked]))
        .group_by(RecordVersion.initiative_id)
    )
    saved = {owner: (number, at) for owner, number, at in session.execute(newest)}
    found = {}
    for each in asked:
        key, (number, at) = list_of_members(each.slug), saved[each.id]
        found[key] = list_of(key, each.called, number, at.date(), lines[each.slug])
    return found


def _series(session: Session, rules: RuleSet) -> dict[str, str]:
    slugs = {each.slug for each in rules.scopes if each.kind is ScopeKind.SERIES}
    if not slugs:
        return {}
    rows = session.execute(select(Series.slug, Series.title).where(Series.slug.in_(slugs)))
    return dict(rows.all())
