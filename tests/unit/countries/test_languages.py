"""What languages are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.languages import (
    is_language_tag,
    language_called,
    language_choices,
    language_name,
    similar_language,
)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("EN", "English"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("pt_BR", "Portuguese (Brazil)"),
        ("es-419", "Spanish (Latin America)"),
        ("zh-Hans", "Chinese (simplified)"),
        ("sr-Latn-RS", "Serbian (Latin script, Serbia)"),
        ("mul", "Several languages"),
        ("xx", "xx"),
        ("English", "English"),
        ("", ""),
    ],
)
def test_a_tag_is_told_in_words_and_an_unknown_one_as_it_is(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("text", "is_tag"),
    [
        ("en", True),
        ("pt-BR", True),
        ("es-419", True),
        ("zh-Hant-TW", True),
        ("de-CH-1996", True),
        ("de--CH", False),
        ("English", False),
        ("", False),
        ("e", False),
        ("en\n", False),
        ('en"', False),
    ],
)
def test_programs_are_told_well_formed_tags_only(text: str, is_tag: bool) -> None:
    assert is_language_tag(text) is is_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Español", "es"),
        ("ESPANOL", "es"),
        ("العربية", "ar"),
        ("Français (Canada)", "fr-CA"),
        ("中文 (simplified)", "zh-Hans"),
        ("हिन्दी", "hi"),
        ("Klingon", None),
    ],
)
def test_a_language_is_known_by_its_own_name_too(text: str, tag: str | None) -> None:
    assert language_called(text) == tag


def test_a_slip_in_the_own_name_is_answered_with_the_english_name() -> None:
    assert similar_language("Espaniol") == "Spanish"


def test_languages_are_offered_by_name() -> None:
    names = [name for _, name in language_choices()]
    assert len(names) == len(set(names)) > 180
    assert names.index("Malayalam") < names.index("Māori") < names.index("Marathi")


@given(st.text(max_size=20))
def test_every_text_has_some_name(text: str) -> None:
    assert language_name(text) or not text.strip()
