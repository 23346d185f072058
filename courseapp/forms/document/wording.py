"""What the parts of a form are called, and a condition as a sentence, for those who compose it."""

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from courseapp.forms.document.conditions import Clause, Comparison, Condition
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import FormDocument, Kind, Need, Question, Stage, Visibility

KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.LINE: ("Short text", "One line: a name, a place, a title."),
        Kind.TEXT: ("Long text", "Several lines, with a limit of words that counts along."),
        Kind.NUMBER: ("Number", "A whole number between two bounds."),
        Kind.DATE: ("Date", "A day, from a calendar or typed."),
        Kind.YES_NO: ("Yes or no", "Two buttons."),
        Kind.CHOICE: ("One of a list", "Exactly one of your options."),
        Kind.MANY: ("Several of a list", "Any number of your options, or as many as you say."),
        Kind.RANKED: ("Wishes in order", "Several of your options, the first wish first."),
        Kind.SCALE: ("Scale", "A step between two ends that you name."),
        Kind.COUNTRY: ("Country", "One of the list of countries."),
        Kind.COUNTRIES: ("Several countries", "For example all nationalities of a person."),
        Kind.LANGUAGES: (
            "Languages with levels",
            "Each with its level, A1 to C2 or first language.",
        ),
        Kind.EMAIL: ("E-mail address", "One address, checked for its form."),
        Kind.PHONE: ("Phone number", "Taken as the person writes it."),
        Kind.LINK: ("Web address", "The address of a page."),
        Kind.FILE: ("File", "A PDF or a picture, which may follow later."),
        Kind.TABLE: ("Table of rows", "For example earlier positions, a row for each."),
        Kind.STATEMENT: ("Statement to agree to", "Your words with a box; each wording is kept."),
        Kind.NOTE: ("Note for reviewers", "Only readers of the answers see it, never applicants."),
    }
)
NEEDS: Mapping[Need, str] = MappingProxyType(
    {
        Need.OPTIONAL: "Optional",
        Need.SENDING: "Needed to send",
        Need.ALWAYS: "Needed to go on",
        Need.SOMETIMES: "Needed at times",
    }
)
VISIBILITIES: Mapping[Visibility, tuple[str, str]] = MappingProxyType(
    {
        Visibility.REVIEWERS: ("Reviewers too", "Everybody who reads applications of the event."),
        Visibility.ORGANISERS: ("Organisers only", "Not reviewers; in lists and exports of yours."),
        Visibility.SENSITIVE: (
            "Sensitive",
            "Organisers, one answer at a time: in no list, mail, export or count.",
        ),
    }
)
STAGES: Mapping[Stage, tuple[str, str]] = MappingProxyType(
    {
        Stage.APPLICATION: ("Application", "Answered by everybody who applies."),
        Stage.LOGISTICS: ("After admission", "Asked only of people who have a seat."),
    }
)
COMPARISONS: Mapping[Comparison, str] = MappingProxyType(
    {
        Comparison.IS: "is",
        Comparison.IS_NOT: "is not",
        Comparison.AT_LEAST: "is at least",
        Comparison.AT_MOST: "is at most",
        Comparison.ANSWERED: "is answered",
        Comparison.BLANK: "is left empty",
    }
)
NEEDS_NO_VALUE = frozenset({Comparison.ANSWERED, Comparison.BLANK})


def kind_label(kind: Kind) -> str:
    """Return ``Short text``."""
    return KINDS[kind][0]


def label_of(document: FormDocument, question: Question, language: str = "") -> str:
    """Return what a question is called; its key where it has no words yet."""
    return document.said(question.label, language or document.languages[0]) or question.key


def condition_in_words(document: FormDocument, condition: Condition, language: str = "") -> str:
    """Return ``“Funding” is “Full” or “Part”, or “Visa” is “Yes” and “City” is answered``.

    "" for a condition that always holds.
    """
    told: list[str] = []
    for same, groups in groupby(condition, key=_asked_alike):
        if same is None:
            told += [_group_in_words(document, group, language) for group in groups]
        else:
            clauses = [group[0] for group in groups]
            values = (value_in_words(document, each, language) for each in clauses)
            told.append(f"{_begun(document, clauses[0], language)} {' or '.join(values)}")
    return ", or ".join(told)


def value_in_words(document: FormDocument, clause: Clause, language: str = "") -> str:
    """Return what an answer is compared with, as its question would tell it: ``“Other”``."""
    question = document.by_key.get(clause.question)
    wanted = language or document.languages[0]
    value = in_words(question, clause.value, wanted) if question else clause.value
    return value if value.isdecimal() else f"“{value}”"


def _asked_alike(group: tuple[Clause, ...]) -> tuple[str, Comparison] | None:
    """What a group of one comparison with a value has in common with others like it."""
    if len(group) != 1 or group[0].comparison is not Comparison.IS:
        return None
    return group[0].question, group[0].comparison


def _group_in_words(document: FormDocument, group: tuple[Clause, ...], language: str) -> str:
    return " and ".join(_clause_in_words(document, clause, language) for clause in group)


def _clause_in_words(document: FormDocument, clause: Clause, language: str) -> str:
    begun = _begun(document, clause, language)
    if clause.comparison in NEEDS_NO_VALUE:
        return begun
    return f"{begun} {value_in_words(document, clause, language)}"


def _begun(document: FormDocument, clause: Clause, language: str) -> str:
    question = document.by_key.get(clause.question)
    named = label_of(document, question, language) if question else clause.question
    return f"“{named}” {COMPARISONS[clause.comparison]}"
