"""Whom jurisdictions nominated, as a table. It is personal data: organisers only."""

import csv
from collections.abc import Iterable
from io import StringIO

from courseapp.core.formats import instant
from courseapp.countries.names import country_name
from courseapp.exchange.escaping import harmless
from courseapp.nominations.people import Nominee
from courseapp.nominations.words import STANDINGS

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for an old code page
HEADERS = (
    *("Nominated by", "Country", "Rank", "Of", "Name", "E-mail address", "Position"),
    *("Organisation", "Why", "Stands", "Application", "Nominated on", "Focal point"),
)


def people_csv(people: Iterable[Nominee]) -> bytes:
    """Return the people as CSV (RFC 4180) in UTF-8 with a mark at its beginning; times in UTC."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([harmless(cell) for cell in _row(each)] for each in people)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _row(each: Nominee) -> tuple[str, ...]:
    nomination, quota = each.nomination, each.quota
    return (
        quota.name,
        country_name(quota.country),
        str(nomination.rank or ""),
        str(quota.used),
        nomination.full_name,
        nomination.email,
        nomination.position,
        nomination.organisation,
        nomination.reason,
        STANDINGS[each.standing].text,
        each.reference or "",
        instant(nomination.named_at),
        nomination.named_by,
    )
