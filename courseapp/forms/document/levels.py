"""How well somebody speaks a language: the Common European Framework (CEFR), or her first one."""

from collections.abc import Sequence
from types import MappingProxyType

from courseapp.core.translations import gettext, lazy_gettext
from courseapp.countries.spoken_names import language_said

NATIVE = "native"
# With what each level means to somebody who has never heard of it (Council of Europe, CEFR 2001).
LEVELS = MappingProxyType(
    {
        "A1": lazy_gettext("A1, a few words"),
        "A2": lazy_gettext("A2, simple talk"),
        "B1": lazy_gettext("B1, can follow what is familiar"),
        "B2": lazy_gettext("B2, can take part in a discussion"),
        "C1": lazy_gettext("C1, at ease at work"),
        "C2": lazy_gettext("C2, like a first language"),
        NATIVE: lazy_gettext("first language"),
    }
)


def read_level(line: str) -> tuple[str, str]:
    """Return the language's BCP 47 tag and its level; either is "" where it was not said."""
    tag, _, level = line.partition(" ")
    return ("", tag) if tag in LEVELS else (tag, level.strip())


def level_text(tag: str, level: str) -> str:
    """Return a language with its level as the line that is kept of it."""
    return f"{tag} {level}".strip()


def levels_in_words(lines: Sequence[str]) -> str:
    """Return ``French (C1), Ewe (first language)``."""
    return ", ".join(_told(*read_level(line)) for line in lines)


def _told(tag: str, level: str) -> str:
    name = language_said(tag) if tag else gettext("A language that was not named")
    short = level if level != NATIVE else str(LEVELS[NATIVE])
    return f"{name} ({short})" if short else name
