"""A form in two versions: the second removed an option, and made one question sensitive."""

from courseapp.forms.document.record import (
    FormDocument,
    Kind,
    Option,
    Question,
    Section,
    Visibility,
)

SENSITIVE = Visibility.SENSITIVE


def question(key: str, kind: Kind, label: str, **parts: object) -> Question:
    return Question(key=key, kind=kind, label={"en": label}, **parts)  # type: ignore[arg-type]


def options(**labels: str) -> tuple[Option, ...]:
    return tuple(Option(key, {"en": label}) for key, label in labels.items())


def document(*questions: Question) -> FormDocument:
    return FormDocument(title={"en": "Form"}, sections=(Section("all", {}, questions=questions),))


NAME = question("full_name", Kind.LINE, "Full name")
GENDER = question(
    "gender", Kind.CHOICE, "Gender", options=options(woman="Woman", man="Man", other="Other")
)
FIRST = document(
    NAME,
    question("nationality", Kind.COUNTRIES, "Nationality"),
    question("work_country", Kind.COUNTRY, "Country of work"),
    GENDER,
    question("years", Kind.NUMBER, "Years in office"),
    question("ready", Kind.YES_NO, "Ready to travel"),
    question("themes", Kind.MANY, "Themes", options=options(caps="Caps", mrv="MRV", tax="Taxes")),
    question("level", Kind.SCALE, "How well", least=1, most=5),
    question("languages", Kind.LANGUAGES, "Languages"),
    question("plan", Kind.TEXT, "Your plan"),
    question("diet", Kind.LINE, "Diet"),
    question("health", Kind.TEXT, "Health", visibility=SENSITIVE),
    question("letter", Kind.FILE, "Letter"),
    question("hint", Kind.NOTE, "Look at the letter"),
)
SECOND = document(
    NAME,
    question("nationality", Kind.COUNTRIES, "Nationality"),
    question("work_country", Kind.COUNTRY, "Country of work"),
    question("gender", Kind.CHOICE, "Your gender", options=options(woman="Female", man="Male")),
    question("years", Kind.NUMBER, "Years in office"),
    question("diet", Kind.LINE, "Diet", visibility=SENSITIVE),
    question("health", Kind.TEXT, "Health", visibility=SENSITIVE),
)
