"""What feeds are called, in each of our languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.calendars.feeds.scopes import Shape
from courseapp.selection.rules import Language


@dataclass(frozen=True)
class FeedWords:
    """Texts that `str.format` fills in. A shape gives a name its ending."""

    everything: str
    of_initiative: str
    of_filters: str
    no_longer_listed: str
    about_all: str
    about_some: str
    about_initiative: str
    about_event: str
    about_session: str
    endings: Mapping[Shape, str]
    about: Mapping[Shape, str]


_ENGLISH = FeedWords(
    everything="{site}: all events",
    of_initiative="{name} events",
    of_filters="Events: {chosen}",
    no_longer_listed="No longer listed",
    about_all="Courses, webinars and meetings of all initiatives.",
    about_some="Courses, webinars and meetings: {of}.",
    about_initiative="Courses, webinars and meetings of {name}.",
    about_event="An event of {name}.",
    about_session="A session of {title}.",
    endings=MappingProxyType(
        {
            Shape.SESSIONS: "{name}",
            Shape.OVERVIEW: "{name}, as a whole",
            Shape.DEADLINES: "{name}: deadlines",
            Shape.ARCHIVE: "{name} in {year}",
        }
    ),
    about=MappingProxyType(
        {
            Shape.SESSIONS: "",
            Shape.OVERVIEW: "Each event is one entry from its first to its last day.",
            Shape.DEADLINES: "When applications open and close.",
            Shape.ARCHIVE: "What took place and is over for more than three months.",
        }
    ),
)
_FRENCH = FeedWords(
    everything="{site} : tous les événements",
    of_initiative="Événements {name}",
    of_filters="Événements : {chosen}",
    no_longer_listed="N’est plus annoncé",
    about_all="Formations, webinaires et réunions de toutes les initiatives.",
    about_some="Formations, webinaires et réunions : {of}.",
    about_initiative="Formations, webinaires et réunions de {name}.",
    about_event="Un événement de {name}.",
    about_session="Une séance de {title}.",
    endings=MappingProxyType(
        {
            Shape.SESSIONS: "{name}",
            Shape.OVERVIEW: "{name}, en entier",
            Shape.DEADLINES: "{name} : dates limites",
            Shape.ARCHIVE: "{name} en {year}",
        }
    ),
    about=MappingProxyType(
        {
            Shape.SESSIONS: "",
            Shape.OVERVIEW: "Chaque événement est une seule entrée, du premier au dernier jour.",
            Shape.DEADLINES: "Quand les candidatures ouvrent et se terminent.",
            Shape.ARCHIVE: "Ce qui a eu lieu et est terminé depuis plus de trois mois.",
        }
    ),
)
_SPANISH = FeedWords(
    everything="{site}: todos los eventos",
    of_initiative="Eventos de {name}",
    of_filters="Eventos: {chosen}",
    no_longer_listed="Ya no se anuncia",
    about_all="Cursos, seminarios web y reuniones de todas las iniciativas.",
    about_some="Cursos, seminarios web y reuniones: {of}.",
    about_initiative="Cursos, seminarios web y reuniones de {name}.",
    about_event="Un evento de {name}.",
    about_session="Una sesión de {title}.",
    endings=MappingProxyType(
        {
            Shape.SESSIONS: "{name}",
            Shape.OVERVIEW: "{name}, completos",
            Shape.DEADLINES: "{name}: plazos",
            Shape.ARCHIVE: "{name} en {year}",
        }
    ),
    about=MappingProxyType(
        {
            Shape.SESSIONS: "",
            Shape.OVERVIEW: "Cada evento es una sola entrada, del primer al último día.",
            Shape.DEADLINES: "Cuándo se abre y se cierra el plazo de solicitud.",
            Shape.ARCHIVE: "Lo que tuvo lugar y terminó hace más de tres meses.",
        }
    ),
)
_WORDS: Mapping[Language, FeedWords] = MappingProxyType(
    {Language.ENGLISH: _ENGLISH, Language.FRENCH: _FRENCH, Language.SPANISH: _SPANISH}
)


def feed_words(language: Language) -> FeedWords:
    """Return what feeds are called in a language."""
    return _WORDS[language]
