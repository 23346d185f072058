"""The words of each language: catalogues, read as they are when somebody first needs them."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain

from courseapp.core.languages import SPOKEN, language_of_answer, remember_language
from courseapp.core.translations import ENGLISH, current_language

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"


class Catalogues(Domain):
    """The catalogues of ours. English needs none: it is what the code says."""

    def get_translations(self) -> NullTranslations:
        """Return the words of the language that is being spoken."""
        return words_of(current_language())


def wire(app: Flask) -> None:
    """Let templates and code speak the language of the answer."""
    babel = Babel(app, locale_selector=language_of_answer)
    babel.domain_instance = Catalogues()
    app.jinja_env.policies["ext.i18n.trimmed"] = True  # a sentence may stand on several lines
    app.jinja_env.globals["spoken_now"] = current_language  # for letters, which know no request
    app.context_processor(_names)
    app.after_request(remember_language)


def _names() -> dict[str, object]:
    return {
        "language": language_of_answer(),
        "spoken_languages": SPOKEN,
        "here_in": _here_in,
    }


def _here_in(language: str) -> str:
    """Return the query with which the same page is had in another language."""
    return "?" + urlencode({**request.args.to_dict(), "language": language})


@lru_cache
def words_of(language: str) -> NullTranslations:
    """Return the words of a language of ours."""
    if language == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with catalogue_of(language).open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Translations(compiled)


def catalogue_of(language: str) -> Path:
    """Return where the words of a language are written down (GNU gettext's PO)."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"
