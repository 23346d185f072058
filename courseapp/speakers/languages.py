"""Languages as people type them, and as they are told. Plain Python."""

import re
from collections.abc import Sequence

from courseapp.core.errors import Problem
from courseapp.countries.languages import language_called, language_name, similar_language

LONGEST_TAG = 35
MOST_LANGUAGES = 12
# The comma in ``Chinese (simplified, China)`` divides nothing.
_BETWEEN = re.compile(r"[,;\n](?![^(]*\))")


def language_tag(text: str) -> str:
    """Return the BCP 47 tag of a language typed by its English name or its tag.

    Raises Problem for what is neither, with the name that is most like it.
    """
    found = language_called(text)
    if found is None or len(found) > LONGEST_TAG:
        like = similar_language(text) or "French"
        raise Problem(f"We know no language “{text.strip()[:40]}”. Did you mean {like}?")
    return found


def language_tags(text: str) -> tuple[str, ...]:
    """Return the tags of languages typed with commas between them, each once.

    Raises Problem for one that we do not know, or for too many.
    """
    typed = [part for part in _BETWEEN.split(text) if part.strip()]
    tags = tuple(dict.fromkeys(language_tag(part) for part in typed))
    if len(tags) > MOST_LANGUAGES:
        raise Problem(f"Enter {MOST_LANGUAGES} languages at most.")
    return tags


def named(tags: Sequence[str]) -> str:
    """Return ``English, French`` for tags."""
    return ", ".join(language_name(tag) for tag in tags)
