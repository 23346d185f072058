"""Languages by their BCP 47 tag, and what people call them."""

import re
from difflib import get_close_matches
from functools import lru_cache

from courseapp.countries.names import country_name, folded, is_country, resolve
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
# How languages call themselves (Unicode CLDR), where our people are most likely to write it so.
_OWN_NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "es": "español",
    "fa": "فارسی",
    "fr": "français",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "italiano",
    "ja": "日本語",
    "ko": "한국어",
    "ms": "Bahasa Melayu",
    "nl": "Nederlands",
    "pl": "polski",
    "pt": "português",
    "ru": "русский",
    "sw": "Kiswahili",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
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


def own_language_name(tag: str) -> str:
    """Return what the language calls itself: ``français`` for ``fr``; else its English name."""
    own = {"en": "English", **_OWN_NAMES}.get(tag.partition("-")[0].lower())
    return own if own and "-" not in tag else language_name(tag)


def language_called(text: str) -> str | None:
    """Return ``pt-BR`` for ``Portuguese (Brazil)`` and for ``pt_br``; None for what we do not know.

    Many languages are known by their own name too: ``Português``. Case and accents do not matter.
    """
    name, _, details = text.strip().removesuffix(")").partition("(")
    found = _tags().get(folded(name))
    if found is None:
        return _in_due_case(text.strip().replace("_", "-"))
    subtags = [_subtag(each) for each in details.split(",")] if details else []
    return None if "" in subtags else "-".join([found, *subtags])


def similar_language(text: str) -> str:
    """Return the name of the language that is written most like the text; "" where none is."""
    close = get_close_matches(folded(text), list(_tags()), n=1)
    return _names()[_tags()[close[0]]] if close else ""


def is_language_tag(tag: str) -> bool:
    """Return whether the text is a well-formed tag, so that programs may be told of it."""
    return _TAG.fullmatch(tag) is not None


@lru_cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Return (tag, name) of every language we know, by name: accents make no difference."""
    return tuple(sorted(_names().items(), key=lambda each: folded(each[1])))


def _in_due_case(tag: str) -> str | None:
    """Return a tag as RFC 5646 §2.1.1 writes it, ``zh-Hans-CN``; None for no language of ours."""
    first, *others = tag.split("-")
    if first.lower() not in _names() or not is_language_tag(tag):
        return None
    return "-".join([first.lower(), *(_cased(each) for each in others)])


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


def _subtag(detail: str) -> str:
    """Return the subtag that `_detail` tells; "" for what it never says."""
    wanted = folded(detail)
    written = next((key for key, text in _DETAILS.items() if folded(text) == wanted), "")
    place = resolve(detail)
    return _cased(written) or (place.code if place else "")


def _detail(subtag: str) -> str:
    region = subtag.upper()
    return _DETAILS.get(subtag) or (country_name(region) if is_country(region) else region)


@lru_cache
def _names() -> dict[str, str]:
    return {row["subtag"]: row["name"] for row in rows("languages.csv")}


@lru_cache
def _tags() -> dict[str, str]:
    own = {folded(name): tag for tag, name in _OWN_NAMES.items()}
    return own | {folded(name): tag for tag, name in _names().items()}
