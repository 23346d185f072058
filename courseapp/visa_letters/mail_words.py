"""What the mails about letters say, in each language in which we write."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Language
from courseapp.selection.wording.placeholders import Words
from courseapp.visa_letters.rules import LetterKind

_EN, _FR, _ES = Language.ENGLISH, Language.FRENCH, Language.SPANISH

ISSUED: Mapping[tuple[LetterKind, Language], Words] = MappingProxyType(
    {
        (LetterKind.INVITATION, _EN): Words(
            "Letter of invitation: {event}",
            """Good day {name},

your letter of invitation is attached, number {number}: {event}.

{facts}

Please look at once whether your name stands there as in your passport. Print it in its full \
size: officers scan the square on it.

You also find it on the page with your letters: {letters_link}

{ask}""",
        ),
        (LetterKind.VISA, _EN): Words(
            "Letter in support of a visa application: {event}",
            """Good day {name},

your letter in support of a visa application is attached, number {number}: {event}.

{facts}

Please look at once whether your name stands there as in your passport. Print it in its full \
size: officers scan the square on it. Take it to the embassy or consulate as early as you can. A \
visa often takes 60 days and more.

You also find it on the page with your letters: {letters_link}

{ask}""",
        ),
        (LetterKind.INVITATION, _FR): Words(
            "Lettre d’invitation : {event}",
            """Bonjour {name},

votre lettre d’invitation est jointe, numéro {number} : {event}.

{facts}

Merci de vérifier tout de suite que votre nom y figure comme dans votre passeport. Imprimez-la en \
taille réelle : les agents scannent le carré qui s’y trouve.

Vous la trouvez aussi sur la page de vos lettres : {letters_link}

{ask}""",
        ),
        (LetterKind.VISA, _FR): Words(
            "Lettre à l’appui d’une demande de visa : {event}",
            """Bonjour {name},

votre lettre à l’appui d’une demande de visa est jointe, numéro {number} : {event}.

{facts}

Merci de vérifier tout de suite que votre nom y figure comme dans votre passeport. Imprimez-la en \
taille réelle : les agents scannent le carré qui s’y trouve. Présentez-la à l’ambassade ou au \
consulat le plus tôt possible. Un visa prend souvent 60 jours et plus.

Vous la trouvez aussi sur la page de vos lettres : {letters_link}

{ask}""",
        ),
        (LetterKind.INVITATION, _ES): Words(
            "Carta de invitación: {event}",
            """Buenos días, {name}:

Adjuntamos su carta de invitación, número {number}: {event}.

{facts}

Por favor, compruebe enseguida que su nombre aparece como en su pasaporte. Imprímala en tamaño \
real: los agentes escanean el cuadrado que lleva.

También la encuentra en la página de sus cartas: {letters_link}

{ask}""",
        ),
        (LetterKind.VISA, _ES): Words(
            "Carta de apoyo a una solicitud de visado: {event}",
            """Buenos días, {name}:

Adjuntamos su carta de apoyo a una solicitud de visado, número {number}: {event}.

{facts}

Por favor, compruebe enseguida que su nombre aparece como en su pasaporte. Imprímala en tamaño \
real: los agentes escanean el cuadrado que lleva. Preséntela en la embajada o el consulado cuanto \
antes. Un visado suele tardar 60 días o más.

También la encuentra en la página de sus cartas: {letters_link}

{ask}""",
        ),
    }
)
WITHDRAWN: Mapping[Language, Words] = MappingProxyType(
    {
        _EN: Words(
            "Letter {number} is withdrawn: {event}",
            """Good day {name},

your letter {number} is withdrawn: {event}. Please do not use it any more.

The reason: {reason}

If you get a new letter, it comes by mail and stands on the page with your letters: {letters_link}

{ask}""",
        ),
        _FR: Words(
            "La lettre {number} est retirée : {event}",
            """Bonjour {name},

votre lettre {number} est retirée : {event}. Merci de ne plus l’utiliser.

La raison : {reason}

Si vous recevez une nouvelle lettre, elle arrive par courriel et se trouve sur la page de vos \
lettres : {letters_link}

{ask}""",
        ),
        _ES: Words(
            "Se retira la carta {number}: {event}",
            """Buenos días, {name}:

Se retira su carta {number}: {event}. Por favor, no la use más.

El motivo: {reason}

Si recibe una carta nueva, le llegará por correo y estará en la página de sus cartas: {letters_link}

{ask}""",
        ),
    }
)
