"""Languages as people type them, and as they are told. Plain Python."""

from collections.abc import Sequence
from functools import lru_cache

from courseapp.core.errors import Problem
from courseapp.countries.languages import is_language_tag, language_choices, language_name
from courseapp.countries.names import folded

LONGEST_TAG = 35
MOST_LANGUAGES = 12


def language_tag(text: str) -> str:
    """Return the BCP 47 tag of a language typed by its English name or its tag.

    Raises Problem for what is neither.
    """
    wanted = text.strip()
    found = _tags().get(folded(wanted))
    if found is None and _is_known_tag(wanted):
        found = wanted
    if found is None or len(found) > LONGEST_TAG:
        raise Problem(
            f"We know no language “{wanted[:40]}”. Enter its English name, such as French."
        )
    return found


def language_tags(text: str) -> tuple[str, ...]:
    """Return the tags of languages typed with commas or on lines of their own, each once.

    Raises Problem for one that we do not know, or for too many.
    """
    typed = [part for part in text.replace(";", ",").replace("\n", ",").split(",") if part.strip()]
    tags = tuple(dict.fromkeys(language_tag(part) for part in typed))
    if len(tags) > MOST_LANGUAGES:
        raise Problem(f"Enter {MOST_LANGUAGES} languages at most.")
    return tags


def named(tags: Sequence[str]) -> str:
    """Return ``English, French`` for tags."""
    return ", ".join(language_name(tag) for tag in tags)


def _is_known_tag(text: str) -> bool:
    return is_language_tag(text) and language_name(text) != text


@lru_cache
def _tags() -> dict[str, str]:
    return {folded(name): tag for tag, name in language_choices()}
