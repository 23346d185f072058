"""What a supervisor reads, in the languages in which we can write to her."""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, str]

_ENGLISH: Words = {
    "language": "English",
    "subject": "Please support an application: {event}",
    "subject_again": "A reminder: please support an application: {event}",
    "greeting": "Good day {name},",
    "greeting_nobody": "Good day,",
    "what": "{applicant} applies for this event and names you as supervisor:",
    "when": "When",
    "where": "Where",
    "ask": "Do you support this application? Then {applicant} can be away from work for the whole "
    "event, and uses afterwards what she or he learns.",
    "how": "Please answer on this page. You need no account, and it takes two minutes:",
    "open": "Open the page and answer",
    "until": "The link is for you alone. It works until {until}; a newer letter brings a newer "
    "link.",
    "questions": "Questions? Write to {contact}.",
    "title": "Do you support this application?",
    "position": "Position",
    "organisation": "Organisation",
    "support": "I support the application",
    "support_hint": "The applicant can take part for the whole event.",
    "no_support": "I do not support it",
    "your_answer": "Your answer",
    "your_name": "Your name",
    "your_position": "Your position",
    "note": "What the organisers should know",
    "note_hint": "Only the organisers read it, not the applicant.",
    "letter": "A signed letter",
    "letter_hint": "Only if your rules ask for one: a PDF, or a photo of the paper.",
    "letter_there": "We have your letter. A new one takes its place.",
    "optional": "(optional)",
    "send": "Send my answer",
    "who_reads": "Only the organisers of the event read your answer. The applicant sees that you "
    "have answered, and nothing else.",
    "thanks": "Thank you: we have your answer",
    "thanks_more": "You need not do anything more. Until {until} you can change it on this page.",
    "change": "Change my answer",
    "needed_answer": "Choose whether you support the application.",
    "needed_name": "Enter your name.",
    "needed_position": "Enter your position.",
    "problem": "There is a problem",
}
_FRENCH: Words = {
    "language": "français",
    "subject": "Merci de soutenir une candidature : {event}",
    "subject_again": "Rappel : merci de soutenir une candidature : {event}",
    "greeting": "Bonjour {name},",
    "greeting_nobody": "Bonjour,",
    "what": "{applicant} pose sa candidature à cet événement et vous indique comme responsable :",
    "when": "Quand",
    "where": "Où",
    "ask": "Soutenez-vous cette candidature ? {applicant} pourra alors s’absenter du travail "
    "pendant tout l’événement et utilisera ensuite ce qu’il ou elle aura appris.",
    "how": "Merci de répondre sur cette page. Aucun compte n’est nécessaire ; deux minutes "
    "suffisent :",
    "open": "Ouvrir la page et répondre",
    "until": "Ce lien est pour vous seul(e). Il fonctionne jusqu’au {until} ; une lettre plus "
    "récente apporte un nouveau lien.",
    "questions": "Des questions ? Écrivez à {contact}.",
    "title": "Soutenez-vous cette candidature ?",
    "position": "Fonction",
    "organisation": "Organisation",
    "support": "Je soutiens la candidature",
    "support_hint": "La personne peut participer à tout l’événement.",
    "no_support": "Je ne la soutiens pas",
    "your_answer": "Votre réponse",
    "your_name": "Votre nom",
    "your_position": "Votre fonction",
    "note": "Ce que les organisateurs devraient savoir",
    "note_hint": "Seuls les organisateurs le lisent, pas la personne candidate.",
    "letter": "Une lettre signée",
    "letter_hint": "Seulement si vos règles l’exigent : un PDF ou une photo du papier.",
    "letter_there": "Nous avons votre lettre. Une nouvelle la remplacera.",
    "optional": "(facultatif)",
    "send": "Envoyer ma réponse",
    "who_reads": "Seuls les organisateurs lisent votre réponse. La personne candidate voit que "
    "vous avez répondu, et rien d’autre.",
    "thanks": "Merci : nous avons votre réponse",
    "thanks_more": "Vous n’avez plus rien à faire. Jusqu’au {until} vous pouvez la modifier ici.",
    "change": "Modifier ma réponse",
    "needed_answer": "Choisissez si vous soutenez la candidature.",
    "needed_name": "Indiquez votre nom.",
    "needed_position": "Indiquez votre fonction.",
    "problem": "Il y a un problème",
}
_SPANISH: Words = {
    "language": "español",
    "subject": "Le pedimos que apoye una solicitud: {event}",
    "subject_again": "Recordatorio: le pedimos que apoye una solicitud: {event}",
    "greeting": "Buenos días, {name}:",
    "greeting_nobody": "Buenos días:",
    "what": "{applicant} solicita participar en este evento y le indica como responsable:",
    "when": "Cuándo",
    "where": "Dónde",
    "ask": "¿Apoya esta solicitud? Entonces {applicant} podrá ausentarse del trabajo durante todo "
    "el evento y usará después lo que aprenda.",
    "how": "Responda en esta página, por favor. No hace falta una cuenta y bastan dos minutos:",
    "open": "Abrir la página y responder",
    "until": "El enlace es solo para usted. Funciona hasta {until}; una carta más reciente trae "
    "un enlace nuevo.",
    "questions": "¿Preguntas? Escriba a {contact}.",
    "title": "¿Apoya esta solicitud?",
    "position": "Cargo",
    "organisation": "Organización",
    "support": "Apoyo la solicitud",
    "support_hint": "La persona puede participar en todo el evento.",
    "no_support": "No la apoyo",
    "your_answer": "Su respuesta",
    "your_name": "Su nombre",
    "your_position": "Su cargo",
    "note": "Qué deberían saber los organizadores",
    "note_hint": "Solo lo leen los organizadores, no la persona que solicita.",
    "letter": "Una carta firmada",
    "letter_hint": "Solo si sus normas la exigen: un PDF o una foto del papel.",
    "letter_there": "Tenemos su carta. Una nueva la sustituirá.",
    "optional": "(opcional)",
    "send": "Enviar mi respuesta",
    "who_reads": "Solo los organizadores leen su respuesta. La persona que solicita ve que usted "
    "ha respondido, y nada más.",
    "thanks": "Gracias: tenemos su respuesta",
    "thanks_more": "No tiene que hacer nada más. Hasta {until} puede cambiarla en esta página.",
    "change": "Cambiar mi respuesta",
    "needed_answer": "Elija si apoya la solicitud.",
    "needed_name": "Escriba su nombre.",
    "needed_position": "Escriba su cargo.",
    "problem": "Hay un problema",
}
WORDS: Mapping[str, Words] = MappingProxyType({"en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH})


def words_in(language: str) -> Words:
    """Return what she reads in the language; in English where we have no other."""
    return WORDS.get(language.partition("-")[0], WORDS["en"])
