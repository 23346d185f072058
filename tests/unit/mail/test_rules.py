"""When to try again, and what may stand in a header."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.mail.outbox import one_line
from courseapp.mail.rules import BACK_OFF, wait_before


def test_waits_grow_and_end() -> None:
    waits = [wait_before(attempt) for attempt in range(1, len(BACK_OFF) + 2)]
    assert waits[-1] is None
    told = [wait for wait in waits if wait is not None]
    assert told == sorted(set(told))
    assert sum(told, timedelta()) < timedelta(days=1)


@given(st.text())
def test_a_header_is_one_line_whatever_was_typed(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.isprintable()


def test_names_in_any_script_survive_in_a_header() -> None:
    assert one_line("ሰላማዊት\r\nBcc: all@example.org") == "ሰላማዊት Bcc: all@example.org"
