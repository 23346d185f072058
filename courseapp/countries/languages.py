"""Languages by their BCP 47 tag, and what people call them."""

import re
from functools import lru_cache

from courseapp.countries.names import country_name, folded, is_country
from courseapp.countries.tables import rows

_DETAILS = {
    "419": "Latin America",
    "hans": "simplified",
    "hant": "traditional",
    "arab": "Arabic script",
    "cyrl": "Cyrillic script",
    "deva": "Devanagari script",
    "latn": "Latin script",
}
# RFC 5646 §2.1 as far as documents have it: language, script, region, variants.
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE | re.ASCII,
)


def language_name(tag: str) -> str:
    """Return ``Portuguese (Brazil)`` for ``pt-BR``; a tag that we do not know as it is."""
    first, *others = tag.strip().lower().replace("_", "-").split("-")
    name = _names().get(first)
    if name is None:
        return tag
    details = ", ".join(_detail(each) for each in others)
    return f"{name} ({details})" if details else name


def is_language_tag(tag: str) -> bool:
    """Return whether the text is a well-formed tag, so that programs may be told of it."""
    return _TAG.fullmatch(tag) is not None


@lru_cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Return (tag, name) of every language we know, by name: accents make no difference."""
    return tuple(sorted(_names().items(), key=lambda each: folded(each[1])))


def _detail(subtag: str) -> str:
    region = subtag.upper()
    return _DETAILS.get(subtag) or (country_name(region) if is_country(region) else region)


@lru_cache
def _names() -> dict[str, str]:
    return {row["subtag"]: row["name"] for row in rows("languages.csv")}
