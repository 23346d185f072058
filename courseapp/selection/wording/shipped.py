"""The letters as we ship them, in each language; organisers may write their own."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Choice, Language
from courseapp.selection.wording.placeholders import Words

_EN, _FR, _ES = Language.ENGLISH, Language.FRENCH, Language.SPANISH

SHIPPED: Mapping[tuple[Choice, Language], Words] = MappingProxyType(
    {
        (Choice.OFFER, _EN): Words(
            "Please answer: a seat is held for you – {event}",
            """Good day {name},

we are glad to offer you a seat: {event}.

{facts}

Please say whether you come, by {reply_by}. After that the seat goes to another person.

{answer_link}

The link is for you alone: please do not pass it on.

{note}

{contact}""",
        ),
        (Choice.WAIT, _EN): Words(
            "You are on the waiting list – {event}",
            """Good day {name},

thank you for applying: {event}.

{facts}

We cannot offer you a seat now, and have put you on the waiting list. When a seat becomes free \
and it is your turn, we write to you. You then have some days to answer.

You need not do anything now. If you cannot come any more, please withdraw on the page of your \
application.

{note}

{contact}""",
        ),
        (Choice.DECLINE, _EN): Words(
            "No seat this time – {event}",
            """Good day {name},

thank you for applying, and for the work that you put into it: {event}.

{facts}

We are sorry that we cannot offer you a seat this time. More people applied than there are \
seats, and the organiser could not choose everybody. It is no judgement of you or of your work.

You are welcome to apply again. Coming events: {events_link}

If you like, we write to you when the next edition is announced: {next_edition_link}

{note}

{contact}""",
        ),
        (Choice.OFFER, _FR): Words(
            "Merci de répondre : une place vous est réservée – {event}",
            """Bonjour {name},

nous avons le plaisir de vous offrir une place : {event}.

{facts}

Merci de nous dire si vous venez, au plus tard le {reply_by}. Passé ce délai, la place ira à une \
autre personne.

{answer_link}

Ce lien est pour vous seul·e : merci de ne pas le transmettre.

{note}

{contact}""",
        ),
        (Choice.WAIT, _FR): Words(
            "Vous êtes sur la liste d’attente – {event}",
            """Bonjour {name},

merci de votre candidature : {event}.

{facts}

Nous ne pouvons pas vous offrir de place pour le moment et vous avons mis·e sur la liste \
d’attente. Si une place se libère et que votre tour est venu, nous vous écrirons. Vous aurez \
alors quelques jours pour répondre.

Vous n’avez rien à faire maintenant. Si vous ne pouvez plus venir, merci de retirer votre \
candidature sur sa page.

{note}

{contact}""",
        ),
        (Choice.DECLINE, _FR): Words(
            "Pas de place cette fois-ci – {event}",
            """Bonjour {name},

merci de votre candidature et du travail que vous y avez consacré : {event}.

{facts}

Nous regrettons de ne pas pouvoir vous offrir de place cette fois-ci. Il y a eu plus de \
candidatures que de places, et l’organisateur n’a pas pu choisir tout le monde. Ce n’est pas un \
jugement sur vous ni sur votre travail.

Vous pouvez de nouveau poser votre candidature. Prochains événements : {events_link}

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{note}

{contact}""",
        ),
        (Choice.OFFER, _ES): Words(
            "Por favor, responda: le reservamos una plaza – {event}",
            """Buenos días, {name}:

Nos alegra ofrecerle una plaza: {event}.

{facts}

Por favor, díganos si viene, a más tardar el {reply_by}. Después, la plaza será para otra persona.

{answer_link}

El enlace es solo para usted: por favor, no lo comparta.

{note}

{contact}""",
        ),
        (Choice.WAIT, _ES): Words(
            "Está en la lista de espera – {event}",
            """Buenos días, {name}:

Gracias por su solicitud: {event}.

{facts}

Ahora no podemos ofrecerle una plaza y le hemos puesto en la lista de espera. Si queda libre una \
plaza y es su turno, le escribiremos. Tendrá entonces unos días para responder.

No tiene que hacer nada por ahora. Si ya no puede venir, por favor, retire su solicitud en su \
página.

{note}

{contact}""",
        ),
        (Choice.DECLINE, _ES): Words(
            "Esta vez no hay plaza – {event}",
            """Buenos días, {name}:

Gracias por su solicitud y por el trabajo que le dedicó: {event}.

{facts}

Lamentamos no poder ofrecerle una plaza esta vez. Hubo más solicitudes que plazas y el \
organizador no pudo elegir a todas las personas. No es un juicio sobre usted ni sobre su trabajo.

Puede volver a presentar su solicitud. Próximos eventos: {events_link}

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{note}

{contact}""",
        ),
    }
)
