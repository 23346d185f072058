"""What a letter says beside its text, in each language: small words, days and months."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.selection.rules import Choice, Language

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
    travel: str
    give_travel: str
    calendar: str
    to_calendar: str


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
            "Please give us your travel details: for your visa, your journey, what you eat, and "
            "whom to call if something happens. Few people read them, and they are deleted soon "
            "after the event.",
            "Give your travel details",
            "Your own calendar can show all sessions, with the links to those online, and follow "
            "every change.",
            "Put the sessions into your calendar",
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
            "Merci de nous donner vos informations de voyage : pour votre visa, votre trajet, ce "
            "que vous mangez et qui appeler en cas de besoin. Peu de personnes les lisent, et "
            "elles sont effacées peu après l’événement.",
            "Donner vos informations de voyage",
            "Votre propre agenda peut montrer toutes les séances, avec les liens de celles en "
            "ligne, et suivre chaque changement.",
            "Mettre les séances dans votre agenda",
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
            "Por favor, denos los datos de su viaje: para su visado, su trayecto, lo que come y a "
            "quién llamar si ocurre algo. Pocas personas los leen y se borran poco después del "
            "evento.",
            "Dar los datos de su viaje",
            "Su propio calendario puede mostrar todas las sesiones, con los enlaces a las que son "
            "en línea, y seguir cada cambio.",
            "Poner las sesiones en su calendario",
        ),
    }
)
# What a focal point reads of each of her people before these know it.
POINT_OUTCOMES: Mapping[Language, Mapping[Choice, str]] = MappingProxyType(
    {
        _EN: MappingProxyType(
            {
                Choice.OFFER: "Will be offered a seat",
                Choice.WAIT: "Will be on the waiting list",
                Choice.DECLINE: "Gets no seat this time",
            }
        ),
        _FR: MappingProxyType(
            {
                Choice.OFFER: "Recevra l’offre d’une place",
                Choice.WAIT: "Sera sur la liste d’attente",
                Choice.DECLINE: "N’obtient pas de place cette fois-ci",
            }
        ),
        _ES: MappingProxyType(
            {
                Choice.OFFER: "Recibirá la oferta de una plaza",
                Choice.WAIT: "Estará en la lista de espera",
                Choice.DECLINE: "No obtiene plaza esta vez",
            }
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
