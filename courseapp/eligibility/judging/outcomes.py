"""What rules mean for one person, with every reason, and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courseapp.countries.lists.dated import CountryList
from courseapp.eligibility.rules import Severity, Truth, Verdict

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class ListUsed:
    """A list that was looked into: which contents of it, and where they come from."""

    key: str
    title: str
    version: str
    source: str
    stated_on: date | None = None
    revised_on: date | None = None

    @classmethod
    def of(cls, found: CountryList) -> "ListUsed":
        """Return the note of a list."""
        return cls(
            found.key,
            found.title,
            found.version,
            found.source,
            found.stated_on,
            found.revised_on,
        )


@dataclass(frozen=True)
class Finding:
    """What one rule means for her; `reasons` are sentences to her, `rule` is the rule in words."""

    key: str
    title: str
    severity: Severity
    truth: Truth
    verdict: Verdict
    rule: str
    reasons: tuple[str, ...]
    question: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Outcome:
    """What all rules mean for her as of the reference date.

    `text` is what she was shown, word for word. `version` is the number of the rules that were in
    force, None where there were none, and then it fits.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    lists: tuple[ListUsed, ...]
    on: date
    text: str
    version: int | None = None

    @property
    def unfulfilled(self) -> tuple[Finding, ...]:
        """The findings that speak against her, or leave something open."""
        return tuple(each for each in self.findings if each.verdict is not Verdict.FITS)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that she is told: those that block her, else what is open, else all."""
        blocking = tuple(each for each in self.findings if each.verdict is Verdict.BLOCKED)
        return blocking or self.unfulfilled or self.findings

    @property
    def questions(self) -> tuple[Finding, ...]:
        """The findings with a question to her."""
        return tuple(each for each in self.findings if each.verdict is Verdict.ASKED)

    @property
    def blocks(self) -> bool:
        """Whether she cannot apply."""
        return self.verdict is Verdict.BLOCKED


def findings_to_plain(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return findings as values of JSON."""
    return [
        {
            "key": each.key,
            "title": each.title,
            "severity": each.severity.value,
            "truth": each.truth.value,
            "verdict": each.verdict.value,
            "rule": each.rule,
            "reasons": list(each.reasons),
            "question": each.question,
            "reply": each.reply,
        }
        for each in findings
    ]


def findings_from_plain(plain: Sequence[Plain]) -> tuple[Finding, ...]:
    """Return the findings that `findings_to_plain` wrote."""
    return tuple(
        Finding(
            each["key"],
            each["title"],
            Severity(each["severity"]),
            Truth(each["truth"]),
            Verdict(each["verdict"]),
            each["rule"],
            tuple(each["reasons"]),
            each["question"],
            each["reply"],
        )
        for each in plain
    )


def lists_to_plain(lists: tuple[ListUsed, ...]) -> list[dict[str, Any]]:
    """Return the lists that were used as values of JSON."""
    return [
        {
            "key": each.key,
            "title": each.title,
            "version": each.version,
            "source": each.source,
            "stated_on": _written(each.stated_on),
            "revised_on": _written(each.revised_on),
        }
        for each in lists
    ]


def lists_from_plain(plain: Sequence[Plain]) -> tuple[ListUsed, ...]:
    """Return the lists that `lists_to_plain` wrote."""
    return tuple(
        ListUsed(
            each["key"],
            each["title"],
            each["version"],
            each["source"],
            _read(each["stated_on"]),
            _read(each["revised_on"]),
        )
        for each in plain
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
