"""Puts the rules to each made-up person, and sets what comes out beside what is expected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.judging.evaluating import evaluate
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.rules import Verdict
from courseapp.eligibility.tables.columns import CASE, BadCell, case_of


@dataclass(frozen=True)
class Result:
    """One row: what is expected, what the rules say and why, or why it cannot be read."""

    number: int
    name: str
    expected: Verdict | None
    actual: Verdict | None
    reasons: tuple[str, ...] = ()
    fault: str = ""

    @property
    def agrees(self) -> bool:
        return self.expected is not None and self.expected is self.actual


def run_table(
    lines: Sequence[Mapping[str, str]], rules: RuleSet, known: Known, on: date
) -> Iterator[Result]:
    """Yield the result of each row, in their order."""
    for number, line in enumerate(lines, 1):
        try:
            case = case_of(line)
        except BadCell as bad:
            yield Result(number, line.get(CASE, ""), None, None, fault=str(bad))
            continue
        outcome = evaluate(rules, case.facts, known, on)
        reasons = dict.fromkeys(text for each in outcome.deciding for text in each.reasons)
        yield Result(number, case.name, case.expected, outcome.verdict, tuple(reasons))
