"""Countries and languages by the names that they have in the language that is being spoken.

In English these are ours, elsewhere those of Unicode's CLDR, but where the United Nations have
another one that people of the country use.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel import Locale

from courseapp.core.translations import ENGLISH, current_language
from courseapp.countries.languages import language_choices, language_name
from courseapp.countries.names import choices, country_name, folded

Pairs = tuple[tuple[str, str], ...]

_AS_THE_UN_SAY: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "CD": "République démocratique du Congo",
        "CG": "Congo",
        "HK": "Hong Kong",
        "MO": "Macao",
    },
    "es": {
        "CD": "República Democrática del Congo",
        "CG": "Congo",
        "HK": "Hong Kong",
        "MO": "Macao",
    },
}


def country_said(code: str | None) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2); an empty text where there is none."""
    if not code or current_language() == ENGLISH:
        return country_name(code)
    return _territories(current_language()).get(code) or country_name(code)


def language_said(tag: str) -> str:
    """Return what a language (BCP 47) is called: ``portugais`` in French for ``pt``."""
    language = current_language()
    known = None if language == ENGLISH else Locale(language).languages.get(tag)
    return known or language_name(tag)


def country_choices_said() -> Pairs:
    """Return (code, name) of every country, by name: accents make no difference."""
    return choices() if current_language() == ENGLISH else _countries(current_language())


def language_choices_said() -> Pairs:
    """Return (tag, name) of every language we know, by name."""
    return language_choices() if current_language() == ENGLISH else _languages(current_language())


@lru_cache
def _territories(language: str) -> Mapping[str, str]:
    return {**Locale(language).territories, **_AS_THE_UN_SAY.get(language, {})}


@lru_cache
def _countries(language: str) -> Pairs:
    names = _territories(language)
    return _by_name((code, names.get(code) or name) for code, name in choices())


@lru_cache
def _languages(language: str) -> Pairs:
    names = Locale(language).languages
    return _by_name((tag, names.get(tag) or name) for tag, name in language_choices())


def _by_name(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return tuple(sorted(pairs, key=lambda each: folded(each[1])))
