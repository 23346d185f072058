"""What every table of people who are asked by a secret link has in common."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column


class AskedByLink:
    """Somebody who is asked by a letter with a secret link; only the hash of the secret is kept."""

    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    invited_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
