"""Passwords are hashed at a token price: what is tested is who gets in, not the price.

The real processes of `product.py` pay the full price, and a contract test reads it.
"""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from courseapp.accounts import passwords

PRODUCTS_OWN = passwords._hasher


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(passwords, "_hasher", cheap)
        passwords._nobodys_hash.cache_clear()
        yield
    passwords._nobodys_hash.cache_clear()
