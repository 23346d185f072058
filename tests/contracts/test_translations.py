"""The catalogues hold each word of ours once, in each language, with the same gaps."""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from courseapp.core.languages import SPOKEN
from courseapp.web.languages import catalogue_of
from tests.contracts.sources import project_files

# What marks a text of ours, and which of its arguments are texts.
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "noted", "complain")),
    "ngettext": (1, 2),
}
EXTRACTED = {".py": "python", ".html": "jinja2", ".txt": "jinja2"}
ROOMS = {"courseapp", "templates"}
MARKED = re.compile(r"\b(_|\w*gettext|noted|complain)\(|trans\b")
GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w+)[^}]*\}|(%%)|(<[^>]*>)")
LANGUAGES = [each for each in SPOKEN if each != "en"]


def says_some(file: Path) -> bool:
    """Return whether it is worth while to read the file: that takes long."""
    return ROOMS & set(file.parts) != set() and MARKED.search(file.read_text()) is not None


@cache
def said() -> Catalog:
    """Return all texts that the code and the templates say."""
    found = Catalog()
    files = [each for each in project_files() if each.suffix in EXTRACTED and says_some(each)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for file in files:
            options = {"trimmed": "true", "encoding": "utf-8"}
            rows = extract_from_file(
                EXTRACTED[file.suffix], file, keywords=KEYWORDS, options=options
            )
            for _line, text, _comments, _context in rows:
                found.add(text)
    return found


@cache
def written(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with catalogue_of(language).open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the English forms of a message, and the translated ones."""
    forms = (message.id, message.string)
    english, told = ((each,) if isinstance(each, str) else tuple(each or ()) for each in forms)
    return english, told


def gaps(text: str) -> set[str]:
    """Return what a text leaves open, its tags among it."""
    return {
        found.group() if found.group(4) else found.group(found.lastindex or 0) or ""
        for found in GAP.finditer(text)
    }


def wrong(language: str) -> Iterator[str]:
    catalogue = written(language)
    for message in said():
        if not message.id:
            continue
        english, _ = texts(message)
        told = catalogue.get(english[0])
        if told is None or not all(texts(told)[1]) or not texts(told)[1]:
            yield f"missing: {english[0]}"
        elif told.fuzzy:
            yield f"fuzzy: {english[0]}"
        elif {frozenset(gaps(each)) for each in texts(told)[1]} - {
            frozenset(gaps(each)) for each in english
        }:
            yield f"other gaps: {english[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_is_told_with_the_same_gaps(language: str) -> None:
    assert sum(1 for each in said() if each.id) > 700
    assert list(wrong(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_left_over(language: str) -> None:
    known = {texts(each)[0][0] for each in said()}
    assert [each.id for each in written(language) if texts(each)[0][0] not in known] == []


def test_french_keeps_its_signs_with_the_word_before() -> None:
    loose = re.compile(r"\w [:;?!»]|« ")
    told = (text for message in written("fr") for text in texts(message)[1])
    assert [text for text in told if loose.search(text)] == []
