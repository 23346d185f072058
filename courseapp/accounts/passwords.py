"""Passwords: argon2id, and the same work for an address that nobody has."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from courseapp.accounts.models import Person

_hasher = PasswordHasher()  # argon2id with the parameters of RFC 9106 §4, second choice


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Checked where there is no account or no password, so that the answer takes as long."""
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    return _hasher.hash(password)


def password_fits(person: Person | None, password: str) -> bool:
    """Return whether the password is the person's; takes as long for nobody as for somebody."""
    stored = person.password_hash if person else None
    try:
        _hasher.verify(stored or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def refresh_hash(person: Person, password: str) -> None:
    """Hash anew where the parameters have become stronger since."""
    if person.password_hash and _hasher.check_needs_rehash(person.password_hash):
        person.password_hash = hash_password(password)
