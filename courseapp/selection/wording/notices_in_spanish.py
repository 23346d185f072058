"""The letters beside those of outcomes, in Spanish."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Notice
from courseapp.selection.wording.placeholders import Words

SPANISH: Mapping[Notice, Words] = MappingProxyType(
    {
        Notice.REMINDER: Words(
            "Por favor, responda a más tardar el {day} – {event}",
            """Buenos días, {name}:

Le seguimos reservando una plaza: {event}.

{facts}

Por favor, díganos si viene, a más tardar el {reply_by}. Después, la plaza será para otra persona.

{answer_link}

Allí también puede pedir más tiempo. El enlace es solo para usted: por favor, no lo comparta. Si \
ya ha respondido, gracias, y no tenga en cuenta esta carta.

{contact}""",
        ),
        Notice.MORE_TIME: Words(
            "Tiene más tiempo para responder – {event}",
            """Buenos días, {name}:

Nos pidió más tiempo para responder: {event}.

Ahora le reservamos la plaza hasta el {reply_by}. Por favor, responda antes.

{answer_link}

El enlace es solo para usted: por favor, no lo comparta.

{note}

{contact}""",
        ),
        Notice.NO_MORE_TIME: Words(
            "Por favor, responda a más tardar el {day} – {event}",
            """Buenos días, {name}:

Nos pidió más tiempo para responder: {event}.

Lamentamos no poder reservarle la plaza por más tiempo. Se la seguimos reservando hasta el \
{reply_by}. Por favor, responda antes.

{answer_link}

{note}

{contact}""",
        ),
        Notice.CONFIRMED: Words(
            "Su plaza está confirmada – {event}",
            """Buenos días, {name}:

Su plaza está confirmada: {event}.

{facts}

{travel_link}

El programa: {event_link}

{calendar_link}

Si al final no puede venir, por favor, retire su solicitud en su página lo antes posible, para que \
otra persona pueda tener la plaza.

{contact}""",
        ),
        Notice.TURNED_DOWN: Words(
            "Ha devuelto su plaza – {event}",
            """Buenos días, {name}:

Gracias por decirnos que no puede venir: {event}.

{facts}

Su plaza puede ser ahora para otra persona. No tiene que hacer nada más. Si ha sido un error, por \
favor, escríbanos enseguida.

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{contact}""",
        ),
        Notice.LAPSED: Words(
            "El plazo para responder ha terminado – {event}",
            """Buenos días, {name}:

Le habíamos reservado una plaza: {event}.

{facts}

Podía responder hasta el {reply_by}. No recibimos respuesta, así que la plaza ya no está reservada \
para usted.

Si todavía quiere venir, por favor, escríbanos pronto. Quizá quede libre otra plaza.

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{contact}""",
        ),
        Notice.GIVEN_UP: Words(
            "Su plaza ya no está reservada – {event}",
            """Buenos días, {name}:

Teníamos una plaza para usted: {event}.

{facts}

Se la hemos dado a otra persona, así que ya no está reservada para usted.

{note}

Si todavía quiere venir, o si se trata de un error, por favor, escríbanos pronto. Quizá quede \
libre otra plaza.

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{contact}""",
        ),
        Notice.REPLACED: Words(
            "Otra persona viene en su lugar – {event}",
            """Buenos días, {name}:

Teníamos una plaza para usted: {event}.

{facts}

La oficina que le propuso ha pedido que venga otra persona en su lugar, y el organizador lo ha \
aceptado. Por eso la plaza ya no está reservada para usted. No es un juicio sobre usted ni sobre \
su trabajo.

Quién le propuso: {jurisdiction}. Si no lo sabía, por favor, pregunte primero allí. Si se trata de \
un error, escríbanos pronto.

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{contact}""",
        ),
        Notice.POINTS: Words(
            "Quién obtiene una plaza por {jurisdiction} – {event}",
            """Buenos días{name}:

Propuso a personas por {jurisdiction}: {event}.

{facts}

Esto es lo que se ha decidido:

{people}

Ellas mismas lo sabrán el {due}. Hasta entonces, por favor, no lo comente con nadie.

La página en la que las propuso muestra lo mismo; su dirección está en nuestra primera carta.

{ask}""",
        ),
        Notice.WAITED: Words(
            "No quedó libre ninguna plaza – {event}",
            """Buenos días, {name}:

Gracias por esperar: {event}.

{facts}

El evento ya ha comenzado y no quedó libre ninguna plaza para usted. Por eso su espera termina \
aquí. Lo lamentamos. Hubo más solicitudes que plazas; no es un juicio sobre usted ni sobre su \
trabajo.

Puede volver a presentar su solicitud. Próximos eventos: {events_link}

Si lo desea, le escribiremos cuando se anuncie la próxima edición: {next_edition_link}

{contact}""",
        ),
    }
)
