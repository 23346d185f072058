"""The messages in French."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.reminders.rules import Kind
from courseapp.reminders.wording.words import Small, Words

_DRAFT = "Vous recevez ce message parce que vous avez commencé cette candidature sans l’envoyer."
_SEAT = "Vous recevez ce message parce que vous avez une place à cet événement."

FRENCH: Mapping[Kind, Words] = MappingProxyType(
    {
        Kind.DEADLINE: Words(
            "Votre brouillon vous attend jusqu’au {when} – {event}",
            (
                "vous avez commencé une candidature : {event}. Elle n’est pas encore envoyée.",
                "Ce que vous avez écrit est enregistré. Vous pouvez continuer là où vous vous "
                "êtes arrêté·e, et l’envoyer jusqu’au :",
            ),
            "Continuer votre brouillon",
            _DRAFT,
            (
                "Si vous ne voulez plus poser votre candidature, vous n’avez rien à faire. Si "
                "vous l’avez envoyée entre-temps, merci, et oubliez ce message.",
            ),
        ),
        Kind.LAST_DAY: Words(
            "Bientôt votre brouillon ne pourra plus être envoyé – {event}",
            (
                "votre candidature est toujours un brouillon, et la date limite approche : "
                "{event}.",
                "Merci de l’envoyer au plus tard le :",
            ),
            "Envoyer votre candidature",
            _DRAFT,
            (
                "N’attendez pas la dernière minute : les lignes peuvent être lentes. Ce que vous "
                "avez écrit est enregistré. Si vous l’avez envoyée entre-temps, merci, et "
                "oubliez ce message.",
            ),
        ),
        Kind.DOCUMENTS: Words(
            "Il manque encore un document – {event}",
            ("nous avons votre candidature : {event}. Un document doit suivre :",),
            "Ajouter le document",
            "Vous recevez ce message parce que ce document peut suivre votre candidature.",
        ),
        Kind.TRAVEL: Words(
            "Merci de nous donner vos informations de voyage – {event}",
            (
                "vous avez une place à cet événement : {event}. Il nous manque vos informations "
                "de voyage : pour votre visa, votre trajet, ce que vous mangez et qui appeler en "
                "cas de besoin.",
            ),
            "Donner vos informations de voyage",
            _SEAT,
            ("Vous pouvez vous arrêter à tout moment : ce que vous écrivez est enregistré.",),
        ),
        Kind.DAY_BEFORE: Words(
            "Début : {when} – {event}",
            ("nous vous retrouvons bientôt : {event}.",),
            "Voir vos séances",
            _SEAT,
            (
                "Si vous ne pouvez pas venir, merci de le dire sur votre page, pour qu’une autre "
                "personne puisse venir.",
            ),
        ),
        Kind.JOIN_LINK: Words(
            "Comment participer : {when} – {event}",
            ("votre séance commence bientôt. Voici comment y participer :",),
            "Rejoindre la séance",
            _SEAT,
            ("Ce lien est pour vous seul·e : merci de ne pas le transmettre.",),
        ),
        Kind.THANKS: Words(
            "Merci d’avoir participé – {event}",
            (
                "merci d’avoir participé : {event}. Nous espérons que cela vous aidera dans "
                "votre travail.",
                "Les présentations, documents et enregistrements sont sur votre page dès qu’ils "
                "sont disponibles.",
            ),
            "Ouvrir les documents",
            _SEAT,
        ),
    }
)
SMALL_FRENCH = Small(
    greeting="Bonjour {name},",
    until="Jusqu’au",
    when="Quand",
    where="Où",
    more="Et {number} de plus, sur votre page.",
    open_page="Votre page :",
    copy="Si le bouton ne marche pas, copiez cette adresse :",
    evaluation="Dites-nous ce qui était bien et ce qui pourrait être mieux. Cela prend quelques "
    "minutes.",
    evaluate="Évaluer l’événement",
    adds="L’organisateur ajoute :",
    link_once="Ce lien vous connecte une seule fois et il est pour vous seul·e. Plus tard, "
    "connectez-vous avec votre adresse e-mail.",
    keep="Votre page est pour vous seul·e : merci de ne pas transmettre son lien.",
    questions="Des questions ? Écrivez à",
)
