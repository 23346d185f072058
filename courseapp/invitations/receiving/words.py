"""What is written back to whom, in the languages of our letters. Plain words, no blame."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.selection.rules import Language


@dataclass(frozen=True)
class Kind:
    """A letter of few words."""

    subject: str
    lead: str
    then: str


_EN = Kind(
    "Your answer came too late",
    "Thank you for your answer. It came after this session was over, had changed, or had left "
    "your calendar, so nothing was changed by it.",
    "Please look at the newest message about this session in your mailbox.",
)
_FR = Kind(
    "Votre réponse est arrivée trop tard",
    "Merci de votre réponse. Elle est arrivée quand cette séance était terminée, modifiée ou "
    "retirée de votre agenda ; elle n’a donc rien changé.",
    "Veuillez regarder le dernier message à propos de cette séance dans votre boîte.",
)
_ES = Kind(
    "Su respuesta llegó demasiado tarde",
    "Gracias por su respuesta. Llegó cuando esta sesión había terminado, había cambiado o ya no "
    "estaba en su calendario, así que no cambió nada.",
    "Mire, por favor, el último mensaje sobre esta sesión en su buzón.",
)
LATE: Mapping[Language, Kind] = MappingProxyType(
    {Language.ENGLISH: _EN, Language.FRENCH: _FR, Language.SPANISH: _ES}
)
_THEN = "To answer, press yes, maybe or no in the invitation itself, in the mailbox that got it."
OTHERS: Mapping[Outcome, Kind] = MappingProxyType(
    {
        Outcome.ANOTHER_SENDER: Kind(
            "Your answer was not taken",
            "An answer counts only when it comes from the address that was invited.",
            _THEN,
        ),
        Outcome.UNKNOWN: Kind(
            "Your answer was not taken",
            "We know of no invitation to which your message is an answer.",
            _THEN,
        ),
        Outcome.UNREADABLE: Kind(
            "Nobody reads this mailbox",
            "Only answers that a calendar program writes are taken here, and yours is none. "
            "Nobody has read it.",
            f"{_THEN} For everything else, write to the organisers: their address is on the page "
            "of the event.",
        ),
        Outcome.TOO_LARGE: Kind(
            "Your message was too large",
            "Only answers that a calendar program writes are taken here. Nobody has read yours.",
            _THEN,
        ),
    }
)


def kind_words(outcome: Outcome, language: Language | None) -> Kind:
    """Return the letter; of somebody whom we do not know we know no language either."""
    return LATE[language or Language.ENGLISH] if outcome is Outcome.LATE else OTHERS[outcome]
