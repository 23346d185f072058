"""Our own words in invitations, in the languages of our letters; titles stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.invitations.rules import Step, What
from courseapp.selection.rules import Language

SAME_TIME = "same_time"  # an update that moves nothing


@dataclass(frozen=True)
class Words:
    """What the messages say. `subject` and `lead` are by what a message does."""

    greeting: str
    subject: Mapping[str, str]
    lead: Mapping[str, str]
    please_answer: str
    need_not_answer: str
    unread: str
    when: str
    where: str
    page: str
    alone: str
    letter_subject: str
    letter_lead: str
    letter_feed: str
    letter_button: str


ENGLISH = Words(
    greeting="Good day",
    subject={
        What.INVITE: "Invitation",
        What.UPDATE: "Changed",
        SAME_TIME: "Changed, same time",
        What.CALL_OFF: "Cancelled",
        What.TAKE_OFF: "Not in your calendar any more",
    },
    lead={
        What.INVITE: "You have a seat. This message puts the session into your calendar.",
        What.UPDATE: "This session is not as it was. Your calendar follows when you open "
        "this message.",
        SAME_TIME: "The title, the place or the link of this session is another. Its time stays.",
        What.CALL_OFF: "This session does not take place. It leaves your calendar.",
        What.TAKE_OFF: "You are not expected at this session any more. It leaves your calendar.",
    },
    please_answer="Please answer with the buttons of your calendar program: yes, maybe or no.",
    need_not_answer="You need not answer: your seat is confirmed.",
    unread="Nobody reads answers to this address.",
    when="When",
    where="Where",
    page="Your page",
    alone="This message is for you alone: please do not pass it on.",
    letter_subject="Your calendar",
    letter_lead="You have a seat. All sessions are in the attached file, as they are planned now. "
    "A file does not follow when something moves.",
    letter_feed="This address does: with it your calendar program shows each change by itself.",
    letter_button="Open your calendar",
)
FRENCH = Words(
    greeting="Bonjour",
    subject={
        What.INVITE: "Invitation",
        What.UPDATE: "Modifié",
        SAME_TIME: "Modifié, même heure",
        What.CALL_OFF: "Annulé",
        What.TAKE_OFF: "N’est plus dans votre agenda",
    },
    lead={
        What.INVITE: "Vous avez une place. Ce message inscrit la séance dans votre agenda.",
        What.UPDATE: "Cette séance a changé. Votre agenda suit quand vous ouvrez ce message.",
        SAME_TIME: "Le titre, le lieu ou le lien de cette séance a changé. L’heure reste la même.",
        What.CALL_OFF: "Cette séance n’a pas lieu. Elle quitte votre agenda.",
        What.TAKE_OFF: "Vous n’êtes plus attendu·e à cette séance. Elle quitte votre agenda.",
    },
    please_answer="Veuillez répondre avec les boutons de votre agenda : oui, peut-être ou non.",
    need_not_answer="Vous n’avez pas à répondre : votre place est confirmée.",
    unread="Personne ne lit les réponses à cette adresse.",
    when="Quand",
    where="Où",
    page="Votre page",
    alone="Ce message est pour vous seul·e : merci de ne pas le transmettre.",
    letter_subject="Votre agenda",
    letter_lead="Vous avez une place. Toutes les séances sont dans le fichier joint, telles "
    "qu’elles sont prévues aujourd’hui. Un fichier ne suit pas quand quelque chose change.",
    letter_feed="Cette adresse suit : votre agenda montre chaque changement de lui-même.",
    letter_button="Ouvrir votre agenda",
)
SPANISH = Words(
    greeting="Buenos días",
    subject={
        What.INVITE: "Invitación",
        What.UPDATE: "Cambiado",
        SAME_TIME: "Cambiado, misma hora",
        What.CALL_OFF: "Cancelado",
        What.TAKE_OFF: "Ya no está en su calendario",
    },
    lead={
        What.INVITE: "Usted tiene una plaza. Este mensaje pone la sesión en su calendario.",
        What.UPDATE: "Esta sesión ha cambiado. Su calendario la sigue cuando abre este mensaje.",
        SAME_TIME: "El título, el lugar o el enlace de esta sesión es otro. La hora no cambia.",
        What.CALL_OFF: "Esta sesión no tiene lugar. Sale de su calendario.",
        What.TAKE_OFF: "Ya no se le espera en esta sesión. Sale de su calendario.",
    },
    please_answer="Responda, por favor, con los botones de su calendario: sí, quizás o no.",
    need_not_answer="No hace falta responder: su plaza está confirmada.",
    unread="Nadie lee las respuestas a esta dirección.",
    when="Cuándo",
    where="Dónde",
    page="Su página",
    alone="Este mensaje es solo para usted: por favor, no lo reenvíe.",
    letter_subject="Su calendario",
    letter_lead="Usted tiene una plaza. Todas las sesiones están en el archivo adjunto, como "
    "están previstas hoy. Un archivo no sigue los cambios.",
    letter_feed="Esta dirección sí: su calendario muestra cada cambio por sí mismo.",
    letter_button="Abrir su calendario",
)
WORDS: Mapping[Language, Words] = MappingProxyType(
    {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH, Language.SPANISH: SPANISH}
)


def key_of(step: Step) -> str:
    """Return by which key a step's subject and lead are found."""
    return SAME_TIME if step.what is What.UPDATE and not step.again else step.what
