"""Languages as speakers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courseapp.core.errors import Problem
from courseapp.countries.languages import language_choices
from courseapp.speakers.languages import language_tag, language_tags, named

TAGS = [tag for tag, _ in language_choices()]


def test_languages_are_read_by_name_or_tag_each_once() -> None:
    assert language_tags("English, french; EN,\nPortuguese (Brazil), ") == ("en", "fr", "pt-BR")
    assert language_tags("") == ()


@given(some.lists(some.sampled_from([*TAGS, "zh-Hans-CN", "pt-BR"]), unique=True, max_size=12))
def test_what_is_told_is_understood_again(tags: list[str]) -> None:
    assert language_tags(named(tags)) == tuple(tags)


def test_a_slip_is_answered_with_the_language_that_was_meant() -> None:
    with pytest.raises(Problem, match="Did you mean French"):
        language_tag("Frensh")
    with pytest.raises(Problem, match="12 languages at most"):
        language_tags(", ".join(TAGS[:13]))
