"""What calendars say in Spanish."""

from types import MappingProxyType

from courseapp.calendars.entries.words import Words
from courseapp.events.rules import EventKind
from courseapp.selection.rules import Language

SPANISH = Words(
    language=Language.SPANISH,
    kinds=MappingProxyType(
        {
            EventKind.COURSE: "Curso",
            EventKind.SEMINAR: "Seminario",
            EventKind.WEBINAR: "Seminario web",
            EventKind.TRAINING: "Formación",
            EventKind.WORKSHOP: "Taller",
            EventKind.CONFERENCE: "Conferencia",
            EventKind.SIDE_EVENT: "Evento paralelo",
            EventKind.DIALOGUE: "Diálogo",
            EventKind.WORKING_GROUP: "Grupo de trabajo",
            EventKind.E_LEARNING: "Formación en línea",
        }
    ),
    online="En línea",
    join="Participar en línea",
    event_page="Página del evento",
    example="Ejemplo: este evento es inventado.",
    cancelled="Cancelado: {title}",
    postponed="Aplazado: {title}",
    not_attending="Sin usted: {title}",
    event_cancelled="Este evento está cancelado.",
    session_cancelled="Esta sesión está cancelada.",
    seat_given_up="Usted ha devuelto su plaza.",
    planned="Previsto, aún sin confirmar.",
    now_postponed="Este evento está aplazado. {until}",
    dates_unknown="Aún no se conocen las nuevas fechas.",
    now_in="Ahora: {dates}.",
    now_planned_for="Ahora previsto: {dates}.",
    with_speakers="Con {names}",
    and_others="y otros",
    by_invitation="Solo por invitación.",
    no_longer_listed="Ya no se anuncia",
    for_the_invited="Los organizadores solo informan a las personas invitadas.",
    listed_in_full="Ahora anunciado por completo: {title}",
    told_in_full="Todo el programa es público ahora y figura por separado en este calendario.",
    applications_open="Solicitudes abiertas: {title}",
    applications_close="Fin de las solicitudes: {title}",
    registration_opens="Inscripción abierta: {title}",
    registration_closes="Fin de la inscripción: {title}",
    opens_at="Las solicitudes se abren: {when}.",
    closes_at="Las solicitudes se cierran: {when}.",
    not_taken="Por ahora no se reciben solicitudes.",
    no_deadline="Este plazo ya no vale: vea la página del evento.",
)
