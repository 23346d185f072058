"""One-time links: made for an address, followed once."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import OneTimeLink
from courseapp.accounts.rules import LINK_LIFETIME, LinkPurpose, canonical_email
from courseapp.core.database import rows_changed
from courseapp.core.ids import random_token, token_hash

LONGEST_PATH = 500


def make_link(
    session: Session, now: datetime, email: str, purpose: LinkPurpose, next_path: str = ""
) -> str:
    """Return the token of a new link for the address; it is opened at ``/sign-in/<token>``."""
    token = random_token()
    session.add(
        OneTimeLink(
            token_hash=token_hash(token),
            email=canonical_email(email),
            purpose=purpose,
            next_path=next_path if len(next_path) <= LONGEST_PATH else "",
            created_at=now,
            expires_at=now + LINK_LIFETIME[purpose],
        )
    )
    return token


def find_link(session: Session, token: str) -> OneTimeLink | None:
    """Return the link of the token, be it usable or not."""
    return session.scalars(
        select(OneTimeLink).where(OneTimeLink.token_hash == token_hash(token))
    ).first()


def is_usable(link: OneTimeLink, now: datetime) -> bool:
    """Return whether the link can still be followed."""
    return link.used_at is None and link.expires_at > now


def use_link(session: Session, link: OneTimeLink, now: datetime) -> bool:
    """Use the link up; False where it was used or its time is over. One winner among many."""
    mark_used = (
        update(OneTimeLink)
        .where(
            OneTimeLink.id == link.id,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
        .execution_options(synchronize_session="fetch")
    )
    return rows_changed(session, mark_used) == 1
