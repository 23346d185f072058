"""Names that cannot be guessed, and numbers that can be read over the telephone."""

import hashlib
import secrets
import uuid

# Crockford's base 32: no I, L, O or U, so that nobody confuses 1 and I or 0 and O.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS = 3
_GROUP_LENGTH = 4


def random_token() -> str:
    """Return a secret of 192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """Return what is stored of a secret: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def reference_number() -> str:
    """Return a receipt number such as ``7K3F-9QXM-2ATB`` (60 random bits)."""
    groups = (
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def calendar_uid() -> str:
    """Return a UID for life that says nothing of user or host (RFC 7986 §5.3)."""
    return str(uuid.uuid4())
