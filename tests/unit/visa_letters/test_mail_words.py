"""The mails about letters say the same in each language."""

import re

import pytest

from courseapp.selection.rules import Language
from courseapp.selection.wording.placeholders import Part, Value, Words
from courseapp.visa_letters.mail_words import ISSUED, WITHDRAWN
from courseapp.visa_letters.rules import LetterKind

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def said(words: Words) -> list[list[str]]:
    return [PLACEHOLDER.findall(words.subject), sorted(PLACEHOLDER.findall(words.body))]


@pytest.mark.parametrize("language", Language)
def test_each_mail_is_there_and_holds_what_the_english_one_holds(language: Language) -> None:
    pairs = [(WITHDRAWN[language], WITHDRAWN[Language.ENGLISH])]
    pairs += [(ISSUED[kind, language], ISSUED[kind, Language.ENGLISH]) for kind in LetterKind]
    for ours, english in pairs:
        assert said(ours) == said(english)
        assert {each for part in said(ours) for each in part} <= {*Part, *Value}
