"""The messages in Spanish."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.reminders.rules import Kind
from courseapp.reminders.wording.words import Small, Words

_DRAFT = "Recibe este mensaje porque empezó esta solicitud y no la ha enviado."
_SEAT = "Recibe este mensaje porque tiene una plaza en este evento."

SPANISH: Mapping[Kind, Words] = MappingProxyType(
    {
        Kind.DEADLINE: Words(
            "Su borrador le espera hasta el {when} – {event}",
            (
                "Ha empezado una solicitud: {event}. Todavía no está enviada.",
                "Lo que escribió está guardado. Puede continuar donde lo dejó y enviarla hasta el:",
            ),
            "Continuar con su borrador",
            _DRAFT,
            (
                "Si ya no quiere presentar la solicitud, no tiene que hacer nada. Si ya la ha "
                "enviado, gracias, y olvide este mensaje.",
            ),
        ),
        Kind.LAST_DAY: Words(
            "Pronto ya no podrá enviar su borrador – {event}",
            (
                "Su solicitud sigue siendo un borrador y el plazo termina pronto: {event}.",
                "Por favor, envíela a más tardar el:",
            ),
            "Enviar su solicitud",
            _DRAFT,
            (
                "Por favor, no espere al último minuto: las líneas pueden ser lentas. Lo que "
                "escribió está guardado. Si ya la ha enviado, gracias, y olvide este mensaje.",
            ),
        ),
        Kind.DOCUMENTS: Words(
            "Falta todavía un documento – {event}",
            ("Tenemos su solicitud: {event}. Un documento está pendiente:",),
            "Añadir el documento",
            "Recibe este mensaje porque este documento puede llegar después de su solicitud.",
        ),
        Kind.TRAVEL: Words(
            "Por favor, denos los datos de su viaje – {event}",
            (
                "Tiene una plaza en este evento: {event}. Nos faltan los datos de su viaje: para "
                "su visado, su trayecto, lo que come y a quién llamar si ocurre algo.",
            ),
            "Dar los datos de su viaje",
            _SEAT,
            ("Puede parar en cualquier momento: lo que escribe queda guardado.",),
        ),
        Kind.DAY_BEFORE: Words(
            "Empieza: {when} – {event}",
            ("Pronto nos vemos: {event}.",),
            "Ver sus sesiones",
            _SEAT,
            (
                "Si no puede venir, por favor, dígalo en su página, para que otra persona pueda "
                "hacerlo.",
            ),
        ),
        Kind.JOIN_LINK: Words(
            "Cómo participar: {when} – {event}",
            ("Su sesión empieza pronto. Así puede participar:",),
            "Entrar en la sesión",
            _SEAT,
            ("El enlace es solo para usted: por favor, no lo comparta.",),
        ),
        Kind.THANKS: Words(
            "Gracias por participar – {event}",
            (
                "Gracias por participar: {event}. Esperamos que le ayude en su trabajo.",
                "Las presentaciones, los documentos y las grabaciones están en su página en "
                "cuanto los tenemos.",
            ),
            "Abrir los materiales",
            _SEAT,
        ),
    }
)
SMALL_SPANISH = Small(
    greeting="Buenos días, {name}:",
    until="Hasta el",
    when="Cuándo",
    where="Dónde",
    more="Y {number} más, en su página.",
    open_page="Su página:",
    copy="Si el botón no funciona, copie esta dirección:",
    evaluation="Por favor, díganos qué estuvo bien y qué podría mejorar. Son unos minutos.",
    evaluate="Evaluar el evento",
    adds="El organizador añade:",
    link_once="El enlace abre su sesión una sola vez y es solo para usted. Más tarde, entre con "
    "su dirección de correo.",
    keep="Su página es solo para usted: por favor, no comparta su enlace.",
    questions="¿Preguntas? Escriba a",
)
