"""What calendars behind secret addresses say besides, in each of our languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.calendars.kinds import SecretKind
from courseapp.selection.rules import Language


@dataclass(frozen=True)
class OwnWords:
    """Texts that `str.format` fills in; names and descriptions are by kind of calendar."""

    names: Mapping[SecretKind, str]
    about: Mapping[SecretKind, str]
    applied: str
    draft: str
    is_draft: str
    speaks: str
    not_final: str
    travel: str
    travels: str
    reviews_close: str
    review_by: str
    ended: str


_ENGLISH = OwnWords(
    names=MappingProxyType(
        {
            SecretKind.MINE: "{site}: my events",
            SecretKind.ORGANISED: "{site}: events of my initiatives",
            SecretKind.ORGANISED_WITH_DRAFTS: "{site}: events of my initiatives, with drafts",
        }
    ),
    about=MappingProxyType(
        {
            SecretKind.MINE: "What you applied for, where you have a seat, speak, or review.",
            SecretKind.ORGANISED: "The events of the initiatives that you organise.",
            SecretKind.ORGANISED_WITH_DRAFTS: (
                "The events of the initiatives that you organise, and what is not public yet."
            ),
        }
    ),
    applied="Applied for: {title}",
    draft="Draft: {title}",
    is_draft="This is a draft. Only its organisers know of it.",
    speaks="You speak in this session.",
    not_final="Not yet final.",
    travel="Journey: {title}",
    travels="From the day of your arrival to the day you leave, as you told the organisers.",
    reviews_close="Reviews close: {title}",
    review_by="Your reviews are needed by then.",
    ended="No longer in this calendar: {title}",
)
_FRENCH = OwnWords(
    names=MappingProxyType(
        {
            SecretKind.MINE: "{site} : mes événements",
            SecretKind.ORGANISED: "{site} : événements de mes initiatives",
            SecretKind.ORGANISED_WITH_DRAFTS: (
                "{site} : événements de mes initiatives, avec les brouillons"
            ),
        }
    ),
    about=MappingProxyType(
        {
            SecretKind.MINE: (
                "Vos candidatures, les événements où vous avez une place, où vous intervenez, et "
                "vos évaluations."
            ),
            SecretKind.ORGANISED: "Les événements des initiatives que vous organisez.",
            SecretKind.ORGANISED_WITH_DRAFTS: (
                "Les événements des initiatives que vous organisez, et ce qui n’est pas encore "
                "public."
            ),
        }
    ),
    applied="Candidature : {title}",
    draft="Brouillon : {title}",
    is_draft="Ceci est un brouillon. Seuls ses organisateurs le connaissent.",
    speaks="Vous intervenez dans cette séance.",
    not_final="Pas encore définitif.",
    travel="Voyage : {title}",
    travels="De votre arrivée à votre départ, comme vous l’avez indiqué aux organisateurs.",
    reviews_close="Fin des évaluations : {title}",
    review_by="Vos évaluations sont attendues avant cette heure.",
    ended="N’est plus dans ce calendrier : {title}",
)
_SPANISH = OwnWords(
    names=MappingProxyType(
        {
            SecretKind.MINE: "{site}: mis eventos",
            SecretKind.ORGANISED: "{site}: eventos de mis iniciativas",
            SecretKind.ORGANISED_WITH_DRAFTS: (
                "{site}: eventos de mis iniciativas, con los borradores"
            ),
        }
    ),
    about=MappingProxyType(
        {
            SecretKind.MINE: (
                "Sus solicitudes, los eventos en los que tiene plaza o interviene, y sus "
                "evaluaciones."
            ),
            SecretKind.ORGANISED: "Los eventos de las iniciativas que usted organiza.",
            SecretKind.ORGANISED_WITH_DRAFTS: (
                "Los eventos de las iniciativas que usted organiza, y lo que aún no es público."
            ),
        }
    ),
    applied="Solicitud: {title}",
    draft="Borrador: {title}",
    is_draft="Esto es un borrador. Solo lo conocen sus organizadores.",
    speaks="Usted interviene en esta sesión.",
    not_final="Aún no es definitivo.",
    travel="Viaje: {title}",
    travels="Desde su llegada hasta su salida, como indicó a los organizadores.",
    reviews_close="Fin de las evaluaciones: {title}",
    review_by="Sus evaluaciones se necesitan antes de esa hora.",
    ended="Ya no está en este calendario: {title}",
)
_WORDS: Mapping[Language, OwnWords] = MappingProxyType(
    {Language.ENGLISH: _ENGLISH, Language.FRENCH: _FRENCH, Language.SPANISH: _SPANISH}
)


def own_words(language: Language) -> OwnWords:
    """Return what they say in a language."""
    return _WORDS[language]
