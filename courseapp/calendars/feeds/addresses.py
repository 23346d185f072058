"""The addresses of the public feeds: what each part of a path asks for.

``/calendars/<name>.ics`` is a feed in English, ``/calendars/fr/<name>.ics`` the same in French;
another extension is another representation of it. Addresses are for life: calendars of thousands
of people hold them.
"""

from dataclasses import dataclass
from urllib.parse import quote

from courseapp.calendars.feeds import scopes
from courseapp.calendars.feeds.scopes import Wish
from courseapp.calendars.formats.representations import Representation, representation_ending
from courseapp.selection.rules import Language

ROOT = "/calendars"
LONGEST_PATH = 200  # characters; with the site's address it stays below Google's 256


@dataclass(frozen=True)
class Address:
    """Which public feed, such as ``all`` or ``initiatives/icap``, with our words in a language."""

    name: str
    language: Language = Language.ENGLISH

    @property
    def key(self) -> str:
        """What a copy of the feed is found by: the path without its extension."""
        return self.name if self.language is Language.ENGLISH else f"{self.language}/{self.name}"

    def path(self, extension: str = ".ics") -> str:
        """Return the address without the site's, in ASCII."""
        return f"{ROOT}/{quote(self.key)}{extension}"


EVERYTHING = Address(scopes.EVERYTHING.name)


def of_wish(wish: Wish, language: Language = Language.ENGLISH) -> Address:
    """Return the address of a feed in a language."""
    return Address(wish.name, language)


def path_of_person(token: str) -> str:
    """Return the address of a personal feed, without the site's. It is a secret."""
    return f"{ROOT}/mine/{token}.ics"


def in_path(path: str) -> tuple[Address, Representation] | None:
    """Return what the part of a path after ``/calendars/`` asks for; None if nothing of ours."""
    representation = representation_ending(path)
    if representation is None or len(path) > LONGEST_PATH or not path.isprintable():
        return None
    key = path.removesuffix(representation.extension)
    first, _, rest = key.partition("/")
    language = next((each for each in Language if each.value == first), None)
    if language is None:
        return Address(key), representation
    return (Address(rest, language), representation) if rest else None
