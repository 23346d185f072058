"""The list of people for the host, as a table. It is personal data: organisers only."""

import csv
from collections.abc import Iterable
from io import StringIO

from courseapp.countries.names import country_name
from courseapp.delegations.models import Delegate
from courseapp.delegations.rules import DelegateState
from courseapp.delegations.words import STATE_LABELS
from courseapp.exchange.escaping import harmless

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for an old code page
HEADERS = (
    *("Delegation", "Country", "Name", "Position", "Head of delegation", "E-mail address"),
    *("Stands", "Comes for"),
)


def people_csv(people: Iterable[Delegate]) -> bytes:
    """Return the people as CSV (RFC 4180) in UTF-8 with a mark at its beginning."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([harmless(cell) for cell in _row(each)] for each in people)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _row(person: Delegate) -> tuple[str, ...]:
    waits = person.state is DelegateState.ASKED
    return (
        person.delegation.name,
        country_name(person.delegation.country),
        person.full_name,
        person.position,
        "yes" if person.is_head else "",
        person.email,
        STATE_LABELS[person.state].text,
        person.replaces.full_name if waits and person.replaces else "",
    )
