"""What the states, verdicts and effects of an import are called on a page and at a terminal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.exchange.merging.outcomes import Effect
from courseapp.exchange.rules import FileFormat, ImportState, Result, Verdict


class Words(NamedTuple):
    """A word with its tone (see templates/_macros/ui.html)."""

    tone: str
    word: str


FORMATS: Mapping[FileFormat, str] = MappingProxyType(
    {
        FileFormat.PAGE: "Text of a page",
        FileFormat.CSV: "Table (CSV)",
        FileFormat.JSON: "JSON",
        FileFormat.YAML: "YAML",
    }
)
STATES: Mapping[ImportState, Words] = MappingProxyType(
    {
        ImportState.WAITING: Words("wait", "Waits to be read"),
        ImportState.READING: Words("wait", "Is being read"),
        ImportState.READY: Words("info", "Ready to import"),
        ImportState.IMPORTING: Words("wait", "Is being imported"),
        ImportState.DONE: Words("good", "Imported"),
        ImportState.FAILED: Words("bad", "Cannot be read"),
        ImportState.THROWN_AWAY: Words("neutral", "Thrown away"),
    }
)
VERDICTS: Mapping[Verdict, Words] = MappingProxyType(
    {
        Verdict.NEW: Words("info", "New"),
        Verdict.CHANGED: Words("wait", "Changed"),
        Verdict.SAME: Words("neutral", "Unchanged"),
        Verdict.OLDER: Words("wait", "Older than ours"),
        Verdict.NOT_YOURS: Words("neutral", "Not yours"),
        Verdict.FAULT: Words("bad", "Fault"),
    }
)
RESULTS: Mapping[Result, Words] = MappingProxyType(
    {
        Result.ADDED: Words("good", "Added"),
        Result.CHANGED: Words("good", "Changed"),
        Result.UNCHANGED: Words("neutral", "Unchanged"),
        Result.LEFT_OUT: Words("neutral", "Left out"),
    }
)
EFFECTS: Mapping[Effect, Words] = MappingProxyType(
    {
        Effect.NEW: Words("info", "New"),
        Effect.CHANGED: Words("wait", "Changed"),
        Effect.BEHIND: Words("neutral", "Added, not current"),
        Effect.SAME: Words("neutral", "Unchanged"),
        Effect.KEPT: Words("neutral", "Kept"),
    }
)
# In a sentence: "280 new, 15 changed, 3 unchanged, 2 faults".
_COUNTED: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.NEW: ("new", "new"),
        Verdict.CHANGED: ("changed", "changed"),
        Verdict.SAME: ("unchanged", "unchanged"),
        Verdict.OLDER: ("older than ours", "older than ours"),
        Verdict.NOT_YOURS: ("not yours", "not yours"),
        Verdict.FAULT: ("fault", "faults"),
    }
)


def counted(verdicts: Mapping[Verdict, int]) -> str:
    """Return ``280 new, 15 changed, 3 unchanged, 2 faults``; ``nothing`` where there is nothing."""
    told = [
        f"{verdicts[verdict]:,} {words[verdicts[verdict] != 1]}"
        for verdict, words in _COUNTED.items()
        if verdicts.get(verdict)
    ]
    return ", ".join(told) or "nothing"


def became(results: Mapping[Result, int], new_are_public: bool) -> str:
    """Return ``40 records were added as drafts, 3 were changed, 1 stayed as it is``."""
    added, changed, same = (
        results.get(each, 0) for each in (Result.ADDED, Result.CHANGED, Result.UNCHANGED)
    )
    told = []
    if added:
        drafts = "as a draft" if added == 1 else "as drafts"
        public = "and is public" if added == 1 else "and are public"
        told.append(f"{_were(added)} added {public if new_are_public else drafts}")
    if changed:
        told.append(f"{_were(changed)} changed")
    if same:
        told.append(f"{records(same)} stayed as {'it is' if same == 1 else 'they are'}")
    return ", ".join(told) or "Nothing was changed"


def _were(number: int) -> str:
    return f"{records(number)} {'was' if number == 1 else 'were'}"


# Why rows were not imported, said of one and of several.
_LEFT: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.FAULT: ("has a fault", "have faults"),
        Verdict.OLDER: ("is older than what we hold", "are older than what we hold"),
        Verdict.NOT_YOURS: ("is about another initiative", "are about other initiatives"),
    }
)


def why_left(verdicts: Mapping[Verdict, int]) -> str:
    """Return ``2 have faults, 1 is older than what we hold``."""
    return ", ".join(
        f"{verdicts[verdict]:,} {words[verdicts[verdict] != 1]}"
        for verdict, words in _LEFT.items()
        if verdicts.get(verdict)
    )


def records(number: int) -> str:
    """Return ``1 record`` or ``1,200 records``."""
    return "1 record" if number == 1 else f"{number:,} records"
