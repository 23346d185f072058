"""By what a list of applications is ordered: one of its columns, either way round."""

from dataclasses import dataclass

from courseapp.forms.document.keys import is_key
from courseapp.intake.clauses import PREFIX

SENT, NAME, COUNTRY, ORGANISATION = "sent", "name", "country", "organisation"
NATIONALITY, EXPERIENCE, STATUS, SINCE = "nationality", "experience", "status", "since"
ORDERED = (SENT, NAME, COUNTRY, ORGANISATION, NATIONALITY, EXPERIENCE, STATUS, SINCE)


@dataclass(frozen=True)
class Order:
    """`column` is one of ORDERED, or ``a.`` with the key of a question."""

    column: str = SENT
    is_descending: bool = False

    @classmethod
    def read(cls, text: str) -> "Order":
        """Return what ``-name`` says: by name, turned round. The usual order for other texts."""
        column = text.removeprefix("-")
        known = column in ORDERED or (column[:2] == PREFIX and is_key(column[2:]))
        return cls(column, text.startswith("-")) if known else cls()

    @property
    def text(self) -> str:
        """The same for an address; "" for the usual order."""
        said = f"{'-' if self.is_descending else ''}{self.column}"
        return "" if said == SENT else said

    @property
    def question(self) -> str:
        """The key of the question by whose answers the list is ordered, or ""."""
        return self.column.removeprefix(PREFIX) if self.column.startswith(PREFIX) else ""

    def pressed(self, column: str) -> "Order":
        """Return the order after somebody pressed the head of a column."""
        turns = column == self.column and not self.is_descending
        return Order(column, turns)
