"""What an accepted request makes of a record: a new line among its members, or none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from courseapp.countries.names import folded
from courseapp.initiatives.document.keys import free_key, key_from
from courseapp.initiatives.document.record import Membership, Record, Source
from courseapp.initiatives.rules import IS_RELATION, MembershipKind
from courseapp.joining.models import JoinRequest
from courseapp.joining.rules import JoinsAs, PartnerKind


@dataclass(frozen=True)
class Terms:
    """As what somebody joins, from when (partial date), and what `today` is."""

    joins_as: JoinsAs
    since: str
    today: date


def present_lines(record: Record, request: JoinRequest, today: date) -> tuple[Membership, ...]:
    """Return how the country or organisation belongs to the initiative now, in any way."""
    return tuple(line for line in _same(record, request) if _is_present(line, today))


def line_of(record: Record, request: JoinRequest, terms: Terms) -> Membership | None:
    """Return the present line as partner or member; None where there is none."""
    wanted = MembershipKind(terms.joins_as.value)
    return next(
        (line for line in present_lines(record, request, terms.today) if line.kind is wanted), None
    )


def with_partner(record: Record, request: JoinRequest, terms: Terms) -> Record:
    """Return the record with the new line and its source; the same where the line is there."""
    if line_of(record, request, terms) is not None:
        return record
    source = Source(
        key=free_key(f"JOIN-{request.reference}", (each.key for each in record.sources)),
        title=f"Join request {request.reference}",
        date=terms.today.isoformat(),
    )
    return replace(
        record,
        sources=(*record.sources, source),
        memberships=(*record.memberships, _new_line(record, request, terms, source)),
    )


def _new_line(record: Record, request: JoinRequest, terms: Terms, source: Source) -> Membership:
    is_country = request.kind is PartnerKind.COUNTRY
    code = request.country if is_country else ""
    taken = (line.key for line in record.memberships)
    return Membership(
        key=free_key(key_from(code or request.organisation), taken),
        kind=MembershipKind(terms.joins_as.value),
        source=source.key,
        printed=request.on_behalf_of,
        code=code,
        organisation=request.organisation,
        organisation_type=request.organisation_type,
        seat="" if is_country else request.country,
        since=terms.since,
    )


def _same(record: Record, request: JoinRequest) -> Iterator[Membership]:
    wanted = _spelling(request.organisation)
    for line in record.memberships:
        if line.kind in IS_RELATION:
            continue
        if request.kind is PartnerKind.COUNTRY:
            if line.code == request.country:
                yield line
        elif not line.code and wanted in map(_spelling, filter(None, _names(line))):
            yield line


def _names(line: Membership) -> tuple[str, str]:
    return line.printed, line.organisation


def _spelling(name: str) -> str:
    """Case and accents make no difference; a name without any letter is what it is."""
    return folded(name) or name


def _is_present(line: Membership, today: date) -> bool:
    """A line that ends in 2027 is present until the end of 2027: partial dates compare as far."""
    return not line.until or line.until >= today.isoformat()[: len(line.until)]
