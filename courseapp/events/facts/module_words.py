"""How modules and the choice among them are told on a page."""

from courseapp.core import formats
from courseapp.core.translations import ENGLISH, current_language, gettext
from courseapp.events.models import Event, Module
from courseapp.events.rules import Level
from courseapp.events.words import LEVELS

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
RANKS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")


def module_days(module: Module) -> str:
    """Return ``Mon 22 Mar – Fri 26 Mar 2027``; "" where that is not decided."""
    if module.starts_on is None:
        return ""
    return formats.date_range(module.starts_on, module.ends_on or module.starts_on)


def module_level(level: Level | None) -> str:
    """Return the level in a word; "" where it is not decided."""
    return LEVELS[level] if level else ""


def range_words(least: int, most: int) -> str:
    """Return ``one to three``, ``two``, or ``12``."""
    if least == most:
        return number_word(most)
    return gettext("%(least)s to %(most)s", least=number_word(least), most=number_word(most))


def modules_to_choose(event: Event) -> str:
    """Return ``one to three of four modules``; "" where nobody chooses."""
    if event.modules_max is None:
        return ""
    there = len(event.modules)
    told = range_words(event.modules_min or 1, min(event.modules_max, there))
    return f"{told} of {number_word(there)} modules"


def number_word(number: int) -> str:
    """Return a small number as a word; in digits in other languages, where words have genders."""
    is_word = current_language() == ENGLISH and number < len(NUMBERS)
    return NUMBERS[number] if is_word else str(number)


def wish_label(rank: int) -> str:
    """Return ``First wish`` for 1."""
    if current_language() == ENGLISH and rank <= len(RANKS):
        return f"{RANKS[rank - 1]} wish"
    return gettext("Wish %(rank)s", rank=rank)
