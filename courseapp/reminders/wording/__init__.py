"""What the messages say, in each language in which we write letters."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.reminders.rules import Kind
from courseapp.reminders.wording.english import ENGLISH, SMALL_ENGLISH
from courseapp.reminders.wording.french import FRENCH, SMALL_FRENCH
from courseapp.reminders.wording.spanish import SMALL_SPANISH, SPANISH
from courseapp.reminders.wording.words import Small, Words
from courseapp.selection.rules import Language

WORDS: Mapping[Language, Mapping[Kind, Words]] = MappingProxyType(
    {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
)
SMALL: Mapping[Language, Small] = MappingProxyType(
    {
        Language.ENGLISH: SMALL_ENGLISH,
        Language.FRENCH: SMALL_FRENCH,
        Language.SPANISH: SMALL_SPANISH,
    }
)
