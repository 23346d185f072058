"""What a letter says beside its text, in each language: small words, days and months."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.selection.rules import Language

_EN, _FR, _ES = Language.ENGLISH, Language.FRENCH, Language.SPANISH


@dataclass(frozen=True)
class Small:
    """The words of the parts of a letter."""

    when: str
    where: str
    answer: str
    answer_here: str
    adds: str
    number: str
    has_number: str
    questions: str
    copy: str


SMALL: Mapping[Language, Small] = MappingProxyType(
    {
        _EN: Small(
            "When",
            "Where",
            "Answer now",
            "Confirm your seat, or give it back, here:",
            "The organiser adds:",
            "Your application",
            "number",
            "Questions? Write to",
            "If the button does not work, copy this address:",
        ),
        _FR: Small(
            "Quand",
            "Où",
            "Répondre",
            "Confirmez votre place, ou rendez-la, ici :",
            "L’organisateur ajoute :",
            "Votre candidature",
            "numéro",
            "Des questions ? Écrivez à",
            "Si le bouton ne marche pas, copiez cette adresse :",
        ),
        _ES: Small(
            "Cuándo",
            "Dónde",
            "Responder",
            "Confirme su plaza, o devuélvala, aquí:",
            "El organizador añade:",
            "Su solicitud",
            "número",
            "¿Preguntas? Escriba a",
            "Si el botón no funciona, copie esta dirección:",
        ),
    }
)
_ENGLISH = (
    *("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    *("January", "February", "March", "April", "June", "July"),
    *("August", "September", "October", "November", "December"),
    *("Online", "and online"),
)
_IN_FRENCH = (
    *("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juill.", "août", "sept.", "oct.", "nov.", "déc."),
    *("janvier", "février", "mars", "avril", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
    *("En ligne", "et en ligne"),
)
_IN_SPANISH = (
    *("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    *("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    *("enero", "febrero", "marzo", "abril", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    *("En línea", "y en línea"),
)
_TOLD: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        _FR: MappingProxyType(dict(zip(_ENGLISH, _IN_FRENCH, strict=True))),
        _ES: MappingProxyType(dict(zip(_ENGLISH, _IN_SPANISH, strict=True))),
    }
)
_WORDS = re.compile(r"\b(" + "|".join(sorted(_ENGLISH, key=len, reverse=True)) + r")\b")


def in_language(told: str, language: Language) -> str:
    """Return a date or time that `core.formats` told, with its days and months in the language.

    Names of places are not touched unless they are called like a day or a month.
    """
    known = _TOLD.get(language)
    return _WORDS.sub(lambda found: known[found.group()], told) if known else told


def language_of(tag: str) -> Language:
    """Return the language of a BCP 47 tag in which we can write; English where we cannot."""
    primary = tag.partition("-")[0].lower()
    return Language(primary) if primary in set(Language) else Language.ENGLISH
