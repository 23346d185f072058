"""A table of many initiatives in the platform's layout, with every trap seen in its files."""

import csv
from collections.abc import Iterator
from io import StringIO

from courseapp.initiatives.document.fields import FIELDS, THEME_FIELDS

ERROR = (
    '"International Non-Governmental Organization" is not in the list of possible values '
    "(National government, Local government, Corporate, Business, Other) for this property."
)
STATES = (
    "Germany",
    "UK",
    "Korea (South)",
    "Turkey",
    "Brasil",
    "Chile",
    "Viet Nam",
    "Ontario (USA)",
)
ACTIVITIES = (
    *("Norm and standard setting", "Norms and standard setting", "Goal setting (ex-ante)"),
    *("Training and education of individuals", "Training and education", "Fundraising"),
)
# Columns that the platform's files of some years do not have.
LEFT_OUT = ("Secretariat", "Indicators")
HEADERS = tuple(field.label for field in FIELDS if field.label and field.label not in LEFT_OUT)


def many_records(number: int, last_update: str = "12 April 2022 12:00:16") -> str:
    """Return the table; blanks around its headers, commas between its cells."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    themes = {field.label for field in THEME_FIELDS}
    headers = [f" {header}" if header in themes else f"{header} " for header in HEADERS]
    table.writerow([*headers, "Number of visits", "National states", "National states: names"])
    for position in range(number):
        cells = _cells(position, last_update)
        states = [STATES[(position + step) % len(STATES)] for step in range(position % 6)]
        table.writerow(
            [*(cells.get(header, "") for header in HEADERS), "7", len(states), ",  ".join(states)]
        )
    return written.getvalue()


def _cells(position: int, last_update: str) -> dict[str, str]:
    """Return the cells of one row by label; what is not there is blank."""
    return dict(_identity(position)) | {
        "Description": (
            f"Initiative {position} unites “cities”, regions and firms.\n\n"
            f'It has "goals"; they are, as it says, {position} in number.'
        ),
        "Objectives": "- share practice\n- train people" if position % 3 else "=none yet",
        "Function of initiative": "Technical dialogue,  Political dialogue" if position % 2 else "",
        "Activity of initiative": ", ".join((ACTIVITIES[position % 6], ACTIVITIES[-1])),
        "Goals": f"+{position}% by 2030",
        "Number of members in the years": f"2019{position + 1}" if position % 2 else "2019: 3",
        "Have only national states as participators": "Yes" if position % 5 == 0 else "",
        **{
            field.label: (" Yes", " No", "")[(position + step) % 3]
            for step, field in enumerate(THEME_FIELDS)
        },
        "Last update": last_update,
    }


def _identity(position: int) -> Iterator[tuple[str, str]]:
    name = f"Übereinkommen Nr. {position}, Région d’Été (Ü{position}RE)"
    yield "Name of initiative", f" “{name}” " if position % 7 == 0 else f"  {name}"
    yield "LPAA initiative", ("Yes", "No", "")[position % 3]
    yield "NAZCA Initiative", ("no", " YES ", "")[position % 3]
    yield "Website address", f"initiative{position}.example" if position % 2 else ""
    yield (
        "Related initiatives",
        "Parent initiative: UN Climate Related: A, B" if position % 4 else "",
    )
    yield "Starting year", str(1990 + position % 35)
    yield "Geographical coverage", "Global,  Africa, SIDS" if position % 2 else "Mars"
    yield "Name of lead organisation", '"Quoted, Inc."' if position % 2 else "‘Smart’ House"
    yield "Type of lead organisation", ERROR if position % 10 == 0 else "Corporate, Business"
    yield (
        "Location/Nationality of lead organisation",
        ("EU", "Korea (South)", "Germany")[position % 3],
    )
