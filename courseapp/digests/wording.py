"""What the letters of a digest say, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.digests.rules import NewsKind, Rhythm
from courseapp.selection.rules import Language


@dataclass(frozen=True)
class Words:
    """The words of all letters; in curly brackets stands a value."""

    greeting: str
    subject: str
    lead: str
    headings: Mapping[NewsKind, str]
    until: str
    rhythms: Mapping[Rhythm, str]
    why: str
    change: str
    everywhere: str
    confirm_subject: str
    confirm: str
    confirm_how: str
    confirm_button: str
    confirm_only_then: str
    not_you: str
    already_subject: str
    already: str
    already_button: str
    already_not_you: str


_EN = Words(
    greeting="Good day,",
    subject="What is new: {area}",
    lead="This is new since your last digest.",
    headings={
        NewsKind.CANCELLED: "Cancelled",
        NewsKind.POSTPONED: "Postponed",
        NewsKind.OPENED: "Open now",
        NewsKind.MOVED: "New dates",
        NewsKind.ANNOUNCED: "Newly announced",
    },
    until="until {when}",
    rhythms={Rhythm.WEEKLY: "once a week", Rhythm.MONTHLY: "once a month"},
    why="You get this at most {rhythm}, because you asked for it. When nothing is new, nothing "
    "comes.",
    change="Change or stop the digest",
    everywhere="everywhere",
    confirm_subject="Please confirm: you want to hear what is new",
    confirm="somebody has typed this e-mail address to hear, {rhythm}, what is new: {area}.",
    confirm_how="Was it you? Then open this page and press the button there:",
    confirm_button="Open the page",
    confirm_only_then="Only then does the digest come. The link works for {days} days.",
    not_you="Was it not you? Then do nothing: the address deletes itself, and you get no more "
    "mail about it.",
    already_subject="You get our digest already",
    already="somebody has typed this e-mail address to get our digest. You get it already, and "
    "nothing has changed. On this page you can change or stop it:",
    already_button="Open your page",
    already_not_you="Was it not you? Then do nothing. Please do not pass the link on: it is for "
    "you alone.",
)
_FR = Words(
    greeting="Bonjour,",
    subject="Nouveautés : {area}",
    lead="Voici ce qui est nouveau depuis votre dernier résumé.",
    headings={
        NewsKind.CANCELLED: "Annulé",
        NewsKind.POSTPONED: "Reporté",
        NewsKind.OPENED: "Ouvert maintenant",
        NewsKind.MOVED: "Nouvelles dates",
        NewsKind.ANNOUNCED: "Nouvellement annoncé",
    },
    until="jusqu’au {when}",
    rhythms={Rhythm.WEEKLY: "une fois par semaine", Rhythm.MONTHLY: "une fois par mois"},
    why="Vous recevez ce message au plus {rhythm}, parce que vous l’avez demandé. Quand rien "
    "n’est nouveau, rien ne vient.",
    change="Modifier ou arrêter le résumé",
    everywhere="partout",
    confirm_subject="Merci de confirmer : vous voulez connaître les nouveautés",
    confirm="quelqu’un a saisi cette adresse e-mail pour recevoir, {rhythm}, les nouveautés : "
    "{area}.",
    confirm_how="Était-ce vous ? Alors ouvrez cette page et appuyez sur le bouton :",
    confirm_button="Ouvrir la page",
    confirm_only_then="Le résumé ne vient qu’ensuite. Le lien est valable {days} jours.",
    not_you="Ce n’était pas vous ? Alors ne faites rien : l’adresse s’efface d’elle-même, et vous "
    "ne recevrez plus de message à ce sujet.",
    already_subject="Vous recevez déjà notre résumé",
    already="quelqu’un a saisi cette adresse e-mail pour recevoir notre résumé. Vous le recevez "
    "déjà, et rien n’a changé. Sur cette page, vous pouvez le modifier ou l’arrêter :",
    already_button="Ouvrir votre page",
    already_not_you="Ce n’était pas vous ? Alors ne faites rien. Merci de ne pas transmettre le "
    "lien : il est pour vous seul·e.",
)
_ES = Words(
    greeting="Buenos días:",
    subject="Novedades: {area}",
    lead="Esto es nuevo desde su último resumen.",
    headings={
        NewsKind.CANCELLED: "Cancelado",
        NewsKind.POSTPONED: "Aplazado",
        NewsKind.OPENED: "Abierto ahora",
        NewsKind.MOVED: "Nuevas fechas",
        NewsKind.ANNOUNCED: "Recién anunciado",
    },
    until="hasta el {when}",
    rhythms={Rhythm.WEEKLY: "una vez por semana", Rhythm.MONTHLY: "una vez al mes"},
    why="Recibe este mensaje como máximo {rhythm}, porque lo pidió. Cuando no hay nada nuevo, no "
    "llega nada.",
    change="Cambiar o dejar el resumen",
    everywhere="en todas partes",
    confirm_subject="Por favor, confirme: quiere recibir las novedades",
    confirm="Alguien ha escrito esta dirección de correo para recibir, {rhythm}, las novedades: "
    "{area}.",
    confirm_how="¿Fue usted? Entonces abra esta página y pulse el botón:",
    confirm_button="Abrir la página",
    confirm_only_then="Solo entonces llega el resumen. El enlace funciona {days} días.",
    not_you="¿No fue usted? Entonces no haga nada: la dirección se borra sola y no recibirá más "
    "correo sobre esto.",
    already_subject="Ya recibe nuestro resumen",
    already="Alguien ha escrito esta dirección de correo para recibir nuestro resumen. Usted ya "
    "lo recibe y nada ha cambiado. En esta página puede cambiarlo o dejarlo:",
    already_button="Abrir su página",
    already_not_you="¿No fue usted? Entonces no haga nada. Por favor, no comparta el enlace: es "
    "solo para usted.",
)
WORDS: Mapping[Language, Words] = MappingProxyType(
    {Language.ENGLISH: _EN, Language.FRENCH: _FR, Language.SPANISH: _ES}
)
