"""How many reports wait, for the pages of features above and below (``extensions``)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.corrections.queries import open_count


@dataclass(frozen=True)
class Corrections:
    """What stands in ``app.extensions["corrections"]``."""

    def open_count(self, session: Session, initiative_id: int) -> int:
        """Return how many reports wait for a decision of the initiative's editors."""
        return open_count(session, initiative_id)
