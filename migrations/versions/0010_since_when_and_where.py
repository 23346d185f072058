"""The directory tells since when an initiative is there, a country's page which it leads.

Both are read from the newest version of each record.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("initiatives", sa.Column("starting_year", sa.Integer(), nullable=True))
    op.add_column("initiatives", sa.Column("lead_country", sa.String(length=2), nullable=True))
    connection = op.get_bind()
    newest = sa.text(
        "SELECT initiative_id, document FROM record_versions AS v WHERE number = "
        "(SELECT max(number) FROM record_versions AS w WHERE w.initiative_id = v.initiative_id)"
    )
    told = sa.text(
        "UPDATE initiatives SET starting_year = :year, lead_country = :lead WHERE id = :id"
    )
    for row in connection.execute(newest).all():
        document = row[1] if isinstance(row[1], dict) else json.loads(row[1])
        year, lead = current(document, "starting-year"), current(document, "lead-country")
        connection.execute(told, {"id": row[0], "year": as_year(year), "lead": as_country(lead)})


def current(document: dict[str, Any], field: str) -> Any:
    own = (each for each in document.get("statements", ()) if each["field"] == field)
    return next((each.get("value") for each in own), None)


def as_year(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_country(value: Any) -> str | None:
    is_code = isinstance(value, str) and len(value) == 2 and value.isalpha() and value.isupper()
    return value if is_code else None


def downgrade() -> None:
    op.drop_column("initiatives", "lead_country")
    op.drop_column("initiatives", "starting_year")
