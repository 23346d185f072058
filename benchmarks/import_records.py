"""How an import grows: ``python -m benchmarks.import_records`` imports 300 and 5,000 records.

For each step it prints the time and how many times as long Python's own csv module needs to take
the same file apart in the same run; a machine that is slow is slow at both. SQLite in a temporary
folder, or the empty PostgreSQL database at COURSEAPP_DATABASE_URL.
"""

import csv
import time
from collections.abc import Callable
from io import StringIO

from benchmarks.directory import NOW, product
from courseapp.accounts.models import Person
from courseapp.core.request import session
from courseapp.exchange.deciding import start_import, take_import
from courseapp.exchange.giving_out import GivenAs, public_records, written_together
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.tasks import work_on_imports
from tests.exchange.many_records import many_records

SIZES = (300, 5_000)
BASELINE_TIMES = 5


def main() -> None:
    """Measure each step with few and with many records, each on a database of its own."""
    print(f"{'records':>8} {'seconds':>8} {'× csv':>7} {'ms each':>8}  step")
    for number in SIZES:
        with product():
            measure(number)


def measure(number: int) -> None:
    """Print what each step of an import takes, and of giving everything out again."""
    text = many_records(number)
    octets = text.encode()
    plain = min(taken(lambda: list(csv.reader(StringIO(text)))) for _ in range(BASELINE_TIMES))
    import_id = 0

    def started() -> None:
        nonlocal import_id
        import_id = start(octets)

    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("read the file alone", lambda: read_file(octets)),
        ("bring it", started),
        ("read it beside what is held", work_on_imports),
        ("import it in one transaction", lambda: take(import_id)),
        ("give everything out as a table", give_out),
        ("bring it again", started),
        ("read it again: nothing changes", work_on_imports),
    )
    for step, act in steps:
        seconds = taken(act)
        each = seconds / number * 1000
        print(f"{number:>8,} {seconds:>8.2f} {seconds / plain:>7.0f} {each:>8.2f}  {step}")


def taken(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def start(octets: bytes) -> int:
    """Bring a file, as somebody does on the page; return the number of the import."""
    started = start_import(session(), somebody(), NOW, octets, "platform.csv")
    session().commit()
    return started.id


def take(import_id: int) -> None:
    """Press the button, and let the worker do its part."""
    take_import(session(), somebody(), NOW, import_id, new_are_public=True)
    session().commit()
    work_on_imports()


def give_out() -> None:
    """Write every public record into one table."""
    for _piece in written_together(public_records(session()), GivenAs.CSV):
        pass
    session().rollback()


def somebody() -> Person:
    """Return the administrator who imports, and make her the first time."""
    found = session().get(Person, 1)
    if found is None:
        found = Person(email="a@example.org", created_at=NOW, is_administrator=True)
        session().add(found)
        session().flush()
    return found


if __name__ == "__main__":
    main()
