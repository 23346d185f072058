"""The report of a file as plain lines, for a terminal and for a log."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courseapp.exchange.dry_run import Compared
from courseapp.exchange.parsed import Fault, Parsed
from courseapp.exchange.rules import Verdict
from courseapp.exchange.words import EFFECTS, VERDICTS, counted


@dataclass(frozen=True)
class Looked:
    """A good row, what importing it would do, and how it differs from what is held."""

    name: str
    line: int
    verdict: Verdict
    compared: Compared


def report(name: str, parsed: Parsed, rows: Sequence[Looked]) -> Iterator[str]:
    """Yield the lines of the report: faults by line and column, then each row field by field."""
    verdicts = Counter(row.verdict for row in rows)
    verdicts[Verdict.FAULT] = len(parsed.bad)
    read_as = f" ({parsed.format})" if parsed.format else ""
    yield f"{name}{read_as}: {counted(verdicts)}"
    yield from (f"  {note}" for note in parsed.notes)
    for fault in parsed.faults:
        yield f"  ! {_fault(fault)}"
    for row in rows:
        yield from _row(row)


def _fault(fault: Fault) -> str:
    named = f"{fault.name}: " if fault.name else ""
    return f"{fault.where}: {named}{fault.what}" if fault.where else f"{named}{fault.what}"


def _row(row: Looked) -> Iterator[str]:
    line = f", line {row.line}" if row.line else ""
    yield f"  {VERDICTS[row.verdict].word}: {row.name}{line}"
    yield from (f"      {note}" for note in row.compared.notes)
    for fact in row.compared.facts:
        understood = f" → {_one(fact.understood)}" if fact.understood else ""
        held = f" (we hold: {_one(fact.held)})" if fact.held else ""
        word = EFFECTS[fact.effect].word
        yield f"    {fact.label}: {_one(fact.raw)}{understood}{held} [{word}]"
        yield from (f"      {note}" for note in fact.notes)


def _one(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
