"""What calendars say in French."""

from types import MappingProxyType

from courseapp.calendars.entries.words import Words
from courseapp.events.rules import EventKind
from courseapp.selection.rules import Language

FRENCH = Words(
    language=Language.FRENCH,
    kinds=MappingProxyType(
        {
            EventKind.COURSE: "Cours",
            EventKind.SEMINAR: "Séminaire",
            EventKind.WEBINAR: "Webinaire",
            EventKind.TRAINING: "Formation",
            EventKind.WORKSHOP: "Atelier",
            EventKind.CONFERENCE: "Conférence",
            EventKind.SIDE_EVENT: "Événement parallèle",
            EventKind.DIALOGUE: "Dialogue",
            EventKind.WORKING_GROUP: "Groupe de travail",
            EventKind.E_LEARNING: "Formation en ligne",
        }
    ),
    online="En ligne",
    join="Participer en ligne",
    event_page="Page de l’événement",
    example="Exemple : cet événement est inventé.",
    cancelled="Annulé : {title}",
    postponed="Reporté : {title}",
    not_attending="Sans vous : {title}",
    event_cancelled="Cet événement est annulé.",
    session_cancelled="Cette séance est annulée.",
    seat_given_up="Vous avez rendu votre place.",
    planned="Prévu, pas encore confirmé.",
    now_postponed="Cet événement est reporté. {until}",
    dates_unknown="Les nouvelles dates ne sont pas encore connues.",
    now_in="Désormais : {dates}.",
    now_planned_for="Désormais prévu : {dates}.",
    with_speakers="Avec {names}",
    and_others="et d’autres",
    by_invitation="Sur invitation seulement.",
    no_longer_listed="N’est plus annoncé",
    for_the_invited="Les organisateurs n’en informent que les personnes invitées.",
    listed_in_full="Désormais annoncé en détail : {title}",
    told_in_full="Tout le programme est désormais public et figure à part dans ce calendrier.",
    applications_open="Candidatures ouvertes : {title}",
    applications_close="Fin des candidatures : {title}",
    registration_opens="Inscriptions ouvertes : {title}",
    registration_closes="Fin des inscriptions : {title}",
    opens_at="Les candidatures ouvrent : {when}.",
    closes_at="Les candidatures ferment : {when}.",
    not_taken="Les candidatures ne sont pas reçues pour le moment.",
    no_deadline="Ce délai ne vaut plus : voyez la page de l’événement.",
)
