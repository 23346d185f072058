"""The tests hash cheaply, so this one reads what the product pays."""

from argon2 import Type

from tests.support.cheap_passwords import PRODUCTS_OWN


def test_the_product_hashes_passwords_as_rfc_9106_advises() -> None:
    assert PRODUCTS_OWN.type is Type.ID
    assert PRODUCTS_OWN.memory_cost >= 65536  # KiB: RFC 9106 §4, the second recommended option
    assert PRODUCTS_OWN.time_cost >= 3
    assert PRODUCTS_OWN.parallelism >= 4
