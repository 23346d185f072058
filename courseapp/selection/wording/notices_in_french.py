"""The letters beside those of outcomes, in French."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Notice
from courseapp.selection.wording.placeholders import Words

FRENCH: Mapping[Notice, Words] = MappingProxyType(
    {
        Notice.REMINDER: Words(
            "Merci de répondre au plus tard le {day} – {event}",
            """Bonjour {name},

une place vous est toujours réservée : {event}.

{facts}

Merci de nous dire si vous venez, au plus tard le {reply_by}. Passé ce délai, la place ira à une \
autre personne.

{answer_link}

Vous pouvez aussi y demander un délai. Ce lien est pour vous seul·e : merci de ne pas le \
transmettre. Si vous avez répondu entre-temps, merci, et oubliez cette lettre.

{contact}""",
        ),
        Notice.MORE_TIME: Words(
            "Vous avez plus de temps pour répondre – {event}",
            """Bonjour {name},

vous avez demandé plus de temps pour répondre : {event}.

Votre place est maintenant réservée jusqu’au {reply_by}. Merci de répondre d’ici là.

{answer_link}

Ce lien est pour vous seul·e : merci de ne pas le transmettre.

{note}

{contact}""",
        ),
        Notice.NO_MORE_TIME: Words(
            "Merci de répondre au plus tard le {day} – {event}",
            """Bonjour {name},

vous avez demandé plus de temps pour répondre : {event}.

Nous regrettons de ne pas pouvoir réserver la place plus longtemps. Elle vous reste réservée \
jusqu’au {reply_by}. Merci de répondre d’ici là.

{answer_link}

{note}

{contact}""",
        ),
        Notice.CONFIRMED: Words(
            "Votre place est confirmée – {event}",
            """Bonjour {name},

votre place est confirmée : {event}.

{facts}

{travel_link}

Le programme : {event_link}

{calendar_link}

Si vous ne pouvez finalement pas venir, merci de retirer votre candidature sur sa page dès que \
possible, pour qu’une autre personne puisse avoir la place.

{contact}""",
        ),
        Notice.TURNED_DOWN: Words(
            "Vous avez rendu votre place – {event}",
            """Bonjour {name},

merci de nous avoir dit que vous ne pouvez pas venir : {event}.

{facts}

Votre place peut maintenant aller à une autre personne. Vous n’avez plus rien à faire. Si c’était \
une erreur, merci de nous écrire tout de suite.

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{contact}""",
        ),
        Notice.LAPSED: Words(
            "Le délai de réponse est passé – {event}",
            """Bonjour {name},

nous vous avions réservé une place : {event}.

{facts}

Vous pouviez répondre jusqu’au {reply_by}. Nous n’avons pas reçu de réponse ; la place ne vous est \
donc plus réservée.

Si vous souhaitez toujours venir, merci de nous écrire bientôt. Une autre place se libérera \
peut-être.

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{contact}""",
        ),
        Notice.GIVEN_UP: Words(
            "Votre place n’est plus réservée – {event}",
            """Bonjour {name},

nous avions une place pour vous : {event}.

{facts}

Nous l’avons donnée à une autre personne ; elle ne vous est donc plus réservée.

{note}

Si vous souhaitez toujours venir, ou si c’est une erreur, merci de nous écrire bientôt. Une autre \
place se libérera peut-être.

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{contact}""",
        ),
        Notice.REPLACED: Words(
            "Une autre personne vient à votre place – {event}",
            """Bonjour {name},

nous avions une place pour vous : {event}.

{facts}

Le service qui vous a désigné·e a proposé une autre personne à votre place, et l’organisateur a \
accepté. La place ne vous est donc plus réservée. Ce n’est pas un jugement sur vous ni sur votre \
travail.

Qui vous a désigné·e : {jurisdiction}. Si vous n’étiez pas au courant, merci de vous renseigner \
d’abord là-bas. Si c’est une erreur, écrivez-nous bientôt.

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{contact}""",
        ),
        Notice.POINTS: Words(
            "Qui obtient une place pour {jurisdiction} – {event}",
            """Bonjour{name},

vous avez désigné des personnes pour {jurisdiction} : {event}.

{facts}

Voici ce qui a été décidé :

{people}

Elles l’apprendront elles-mêmes le {due}. D’ici là, merci de le garder pour vous.

La page sur laquelle vous les avez désignées montre la même chose ; son adresse est dans notre \
première lettre.

{ask}""",
        ),
        Notice.WAITED: Words(
            "Aucune place ne s’est libérée – {event}",
            """Bonjour {name},

merci d’avoir patienté : {event}.

{facts}

L’événement a maintenant commencé et aucune place ne s’est libérée pour vous. Votre attente prend \
donc fin ici. Nous le regrettons. Il y a eu plus de candidatures que de places ; ce n’est pas un \
jugement sur vous ni sur votre travail.

Vous pouvez de nouveau poser votre candidature. Prochains événements : {events_link}

Si vous le souhaitez, nous vous écrirons lorsque la prochaine édition sera annoncée : \
{next_edition_link}

{contact}""",
        ),
    }
)
