"""A record as linked data: JSON-LD with the words of schema.org, and only what is known.

Members are a Country, an AdministrativeArea in its country, or an Organization. Who belonged once
is left out, for schema.org's `member` says who belongs now; so is a name that is no place we know.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from courseapp.countries.names import country, subdivision
from courseapp.initiatives.document.record import Membership, Publication, Record
from courseapp.initiatives.members import is_unread
from courseapp.initiatives.rules import IS_MEMBERSHIP, MembershipKind

CONTEXT = "https://schema.org"
_OWN: Mapping[MembershipKind, str] = {
    MembershipKind.FOUNDER: "founder",
    MembershipKind.CO_FINANCER: "funder",
    MembershipKind.PARENT: "parentOrganization",
}
Plain = dict[str, Any]


def to_linked_data(record: Record, address_of: Callable[[str], str]) -> str:
    """Return the record as JSON-LD; `address_of` gives the absolute address of a record by slug."""
    address = address_of(record.slug)
    described: Plain = {
        "@context": CONTEXT,
        "@type": "Organization",
        "@id": address,
        "name": record.name,
        "alternateName": record.short_name,
        "description": record.summary or record.text("description"),
        "url": record.text("website") or address,
        "mainEntityOfPage": address,
        "foundingDate": _founded(record),
        "dissolutionDate": _text(record.value("end-year")),
        "location": _location(record),
        "areaServed": _area(record),
        "member": list(_members(record, address_of)),
        **_others(record, address_of),
        "subjectOf": [_publication(each) for each in record.publications],
    }
    known = {name: value for name, value in described.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"


def _founded(record: Record) -> str:
    return record.text("launched-on") or _text(record.value("starting-year"))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _location(record: Record) -> list[Plain]:
    """Where the secretariat is, and the country of the lead organisation."""
    found: list[Plain] = []
    secretariat = record.text("secretariat")
    if secretariat:
        found.append({"@type": "Place", "name": "Secretariat", "address": secretariat})
    lead = record.text("lead-country")
    if lead:
        found.append(_country(lead))
    return found


def _area(record: Record) -> list[str]:
    return ["Worldwide"] if "global" in record.terms("coverage") else []


def _members(record: Record, address_of: Callable[[str], str]) -> Iterator[Plain]:
    lines = (line for line in record.memberships if line.kind in IS_MEMBERSHIP)
    present = (line for line in lines if not line.until and not is_unread(line))
    return _each_once(_who(line, address_of) for line in present)


def _others(record: Record, address_of: Callable[[str], str]) -> Plain:
    """Founders, funders, and what the initiative is a part of; partners are in no word of it."""
    present = [line for line in record.memberships if not line.until]
    return {
        word: list(_each_once(_who(line, address_of) for line in present if line.kind is kind))
        for kind, word in _OWN.items()
    }


def _each_once(things: Iterable[Plain]) -> Iterator[Plain]:
    seen: set[str] = set()
    for thing in things:
        written = json.dumps(thing)
        if written not in seen:
            seen.add(written)
            yield thing


def _who(line: Membership, address_of: Callable[[str], str]) -> Plain:
    if line.is_part:
        part = subdivision(line.code)
        inside = _country(line.country)
        return {
            "@type": "AdministrativeArea",
            "name": part.name,
            "identifier": line.code,
            "containedInPlace": inside,
        }
    if line.code:
        return _country(line.code)
    named: Plain = {"@type": "Organization", "name": line.organisation or line.printed}
    if line.initiative:
        named["@id"] = address_of(line.initiative)
    if line.seat:
        named["location"] = _country(line.seat)
    return named


def _country(code: str) -> Plain:
    return {"@type": "Country", "name": country(code).name, "identifier": code}


def _publication(each: Publication) -> Plain:
    told: Plain = {
        "@type": "CreativeWork",
        "name": each.title,
        "datePublished": _text(each.year),
        "inLanguage": each.language,
        "abstract": each.about,
        "url": each.link,
    }
    if each.organisation:
        told["publisher"] = {"@type": "Organization", "name": each.organisation}
    return {name: value for name, value in told.items() if value}
