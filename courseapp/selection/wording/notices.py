"""The letters beside those of outcomes, in each language: reminders, answers, ends."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Language, Notice
from courseapp.selection.wording.notices_in_english import ENGLISH
from courseapp.selection.wording.notices_in_french import FRENCH
from courseapp.selection.wording.notices_in_spanish import SPANISH
from courseapp.selection.wording.placeholders import Words

NOTICES: Mapping[Language, Mapping[Notice, Words]] = MappingProxyType(
    {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
)
