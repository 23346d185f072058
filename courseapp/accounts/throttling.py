"""How often one may try: counted by account and by network address, with a clear wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Attempt
from courseapp.core.errors import Problem
from courseapp.core.ids import token_hash
from courseapp.core.translations import ngettext, told_later


@dataclass(frozen=True)
class Limit:
    """At most `tries` within `within`; beyond, the oldest of them must be that old."""

    name: str
    tries: int
    within: timedelta


PASSWORD_BY_ACCOUNT = Limit("password/account", 5, timedelta(minutes=15))
PASSWORD_BY_ADDRESS = Limit("password/address", 50, timedelta(minutes=15))
LINK_BY_ACCOUNT = Limit("link/account", 5, timedelta(hours=1))
LINK_BY_ADDRESS = Limit("link/address", 60, timedelta(hours=1))
KEPT_FOR = timedelta(days=1)


def count_attempt(session: Session, now: datetime, limit: Limit, who: str) -> None:
    """Note one try of `who`: an e-mail or a network address, kept as a hash only."""
    session.add(Attempt(counted_key=_key(limit, who), at=now))
    session.execute(delete(Attempt).where(Attempt.at < now - KEPT_FOR))


def forgive(session: Session, limit: Limit, who: str) -> None:
    """Forget the tries: the person has proved who she is."""
    session.execute(delete(Attempt).where(Attempt.counted_key == _key(limit, who)))


def refuse_too_many(session: Session, now: datetime, limit: Limit, who: str) -> None:
    """Raise Problem with the minutes to wait where the limit is reached."""
    tries = session.scalars(
        select(Attempt.at)
        .where(Attempt.counted_key == _key(limit, who), Attempt.at > now - limit.within)
        .order_by(Attempt.at.desc())
        .limit(limit.tries)
    ).all()
    if len(tries) < limit.tries:
        return
    wait = tries[-1] + limit.within - now
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    raise Problem(told_later(_please_wait, minutes))


def _please_wait(minutes: int) -> str:
    return ngettext(
        "There were too many tries. Please wait %(num)s minute, then try again.",
        "There were too many tries. Please wait %(num)s minutes, then try again.",
        minutes,
    )


def _key(limit: Limit, who: str) -> str:
    return token_hash(f"{limit.name} {who}")
