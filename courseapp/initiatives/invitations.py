"""Whether an initiative can be joined, for its pages, without knowing how.

The feature that knows it is found under ``app.extensions["joining"]``; the form itself stands at
``/initiatives/<slug>/join``.
"""

from typing import Protocol

from sqlalchemy.orm import Session


class JoinSource(Protocol):
    """Where the pages learn whether to show "Join us"."""

    def is_open(self, session: Session, initiative_id: int) -> bool:
        """Return whether the initiative takes requests to join now. One statement."""
