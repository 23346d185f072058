"""Words of ours in the language that is being spoken: English, unless somebody says otherwise.

Which language that is, a view says (`core.languages.speak`), or whoever writes a letter
(`in_language`). Outside of an application it is English.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import flask_babel
from flask_babel import LazyString

from courseapp.core.noting import noted

__all__ = [
    "ENGLISH",
    "current_language",
    "gettext",
    "in_language",
    "lazy_gettext",
    "ngettext",
    "noted",
    "told_later",
    "with_decimal_sign",
]

ENGLISH = "en"


def current_language() -> str:
    """Return the tag of the language that is being spoken: ``en``, ``fr`` or ``es``."""
    locale = flask_babel.get_locale()
    return locale.language if locale else ENGLISH


def gettext(message: str, **gaps: object) -> str:
    """Return the message in the language spoken now; ``%(name)s`` is a gap."""
    return cast(str, flask_babel.gettext(message, **gaps))


def ngettext(singular: str, plural: str, num: int, **gaps: object) -> str:
    """Return the message for a number, which fills the gap ``%(num)s``."""
    return cast(str, flask_babel.ngettext(singular, plural, num, **gaps))


def with_decimal_sign(number: str) -> str:
    """Return ``1,2`` for ``1.2`` where people write it so."""
    return number if current_language() == ENGLISH else number.replace(".", ",")


def lazy_gettext(message: str, **gaps: object) -> str:
    """Return the message to be told later, in the language that is spoken then."""
    return told_later(gettext, message, **gaps)


def told_later(tell: Callable[..., str], *matters: object, **gaps: object) -> str:
    """Return what `tell` will say of the matters, in the language that is spoken then.

    It is no string yet: `str()` makes it one, as does whatever shows it.
    """
    return cast(str, LazyString(tell, *matters, **gaps))


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak a language of ours for a while: what is kept, and letters, are not for who asks."""
    with flask_babel.force_locale(language):
        yield
