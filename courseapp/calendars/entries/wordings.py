"""The languages in which calendars speak."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.calendars.entries.english import ENGLISH
from courseapp.calendars.entries.french import FRENCH
from courseapp.calendars.entries.spanish import SPANISH
from courseapp.calendars.entries.words import Words
from courseapp.selection.rules import Language

__all__ = ["ENGLISH", "Words", "words_in"]

_WORDS: Mapping[Language, Words] = MappingProxyType(
    {each.language: each for each in (ENGLISH, FRENCH, SPANISH)}
)


def words_in(language: Language) -> Words:
    """Return our own words in a language."""
    return _WORDS[language]
