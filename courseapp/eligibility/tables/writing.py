"""Decision tables as files: an example to fill in, the present one, and its results."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.facts import FactKind
from courseapp.eligibility.rules import Verdict
from courseapp.eligibility.tables.columns import CASE, COLUMNS, EXPECTED
from courseapp.eligibility.tables.running import Result
from courseapp.exchange.escaping import harmless

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for an old code page
COLUMN_OF = {
    FactKind.NATIONALITIES: "nationality",
    FactKind.WORK_COUNTRY: "work_country",
    FactKind.SEAT_COUNTRY: "seat_country",
    FactKind.ORGANISATION: "organisation",
    FactKind.ORGANISATION_TYPE: "organisation_type",
    FactKind.EXPERIENCE_YEARS: "experience_years",
    FactKind.LANGUAGES: "languages",
    FactKind.EARLIER: "earlier",
    FactKind.IS_INVITED: "invited",
}
EXAMPLE = {
    "nationality": "Togo; France",
    "work_country": "Togo",
    "seat_country": "Togo",
    "organisation": "Ministry of Environment",
    "organisation_type": "national_government",
    "experience_years": "4",
    "languages": "en B2; fr native",
    "earlier": "none",
    "invited": "no",
}


def example_csv(rules: RuleSet) -> bytes:
    """Return a table with a person to begin with, and one of whom nothing is known."""
    wanted = [COLUMN_OF[kind] for kind in rules.needs] or list(EXAMPLE)
    columns = [CASE, *wanted, EXPECTED]
    first = {CASE: "Somebody from Togo", EXPECTED: Verdict.FITS, **EXAMPLE}
    nobody = {CASE: "Nothing is known", EXPECTED: Verdict.UNDECIDED}
    return _written(columns, [[line.get(c, "") for c in columns] for line in (first, nobody)])


def table_csv(lines: Sequence[Mapping[str, str]]) -> bytes:
    """Return the table as it is kept, with the columns that it has."""
    columns = [name for name in COLUMNS if any(name in line for line in lines)]
    return _written(columns, [[line.get(name, "") for name in columns] for line in lines])


def results_csv(results: Iterable[Result]) -> bytes:
    """Return expected against actual, row by row, with the reasons."""
    columns = ["row", CASE, EXPECTED, "actual", "agrees", "reasons"]
    return _written(
        columns,
        [
            [
                str(each.number),
                each.name,
                str(each.expected or ""),
                str(each.actual or ""),
                "yes" if each.agrees else "no",
                each.fault or " ".join(each.reasons),
            ]
            for each in results
        ],
    )


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()
