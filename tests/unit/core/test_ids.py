"""Secrets and receipt numbers."""

from uuid import UUID

from courseapp.core.ids import calendar_uid, random_token, reference_number, token_hash


def test_a_receipt_number_can_be_read_over_the_telephone() -> None:
    numbers = {reference_number() for _ in range(1000)}
    assert len(numbers) == 1000
    assert not set("".join(numbers)) & set("ILOU")
    assert all(len(number) == 14 and number[4] == number[9] == "-" for number in numbers)


def test_a_token_has_at_least_128_random_bits_and_is_stored_as_a_hash() -> None:
    token = random_token()
    assert len(token) * 6 >= 128
    assert token not in token_hash(token)
    assert token_hash(token) == token_hash(token)


def test_a_calendar_uid_says_nothing_of_its_maker() -> None:
    assert UUID(calendar_uid()).version == 4
