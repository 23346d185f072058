"""What an application asks, in its order, and how an answer reads on a page or in a mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.applications.rules import CONSENT_VERSION, OrganisationType
from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.applications.wish_texts import NO_MODULES, wishes_in_words
from courseapp.countries.names import country_name, is_country

ABOUT, WORK, MODULES, MOTIVATION = "about", "work", "modules", "motivation"


@dataclass(frozen=True)
class Question:
    """One question: `name` is its column, `step` the page on which it is asked."""

    name: str
    label: str
    step: str


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words; `text` is empty where nothing was answered."""

    name: str
    label: str
    step: str
    text: str


@dataclass(frozen=True)
class Answers:
    """Everything that a complete application says."""

    full_name: str
    certificate_name: str
    nationality: str  # ISO 3166-1 alpha-2
    work_country: str  # likewise
    organisation: str
    organisation_type: OrganisationType
    position: str
    experience_years: int
    experience: str
    motivation: str
    consent_version: str
    modules: tuple[int, ...] = ()  # their ids, the first wish first


QUESTIONS = (
    Question("full_name", "Full name, as in your passport", ABOUT),
    Question("certificate_name", "Name on the certificate", ABOUT),
    Question("nationality", "Nationality", ABOUT),
    Question("work_country", "Country where you work", WORK),
    Question("organisation", "Organisation", WORK),
    Question("organisation_type", "Type of organisation", WORK),
    Question("position", "Your position", WORK),
    Question("experience_years", "Years of experience in climate policy", WORK),
    Question("experience", "Your experience with carbon markets", WORK),
    Question("motivation", "Why you want to take part", MOTIVATION),
    Question("consent_version", "Your consent", MOTIVATION),
)
# Asked where an event has modules to choose from; the answer is rows, not a column.
WISHES = Question("modules", "The modules you apply for", MODULES)
ASKED = (*(q for q in QUESTIONS if q.step != MOTIVATION), WISHES, *QUESTIONS[-2:])
LABELS = MappingProxyType({question.name: question.label for question in ASKED})

# Each version that somebody agreed to stays here, word for word.
CONSENT_TEXTS = MappingProxyType(
    {
        "2026-11": (
            "The organisers of this event store and read this application in order to choose "
            "participants and to run the event. They do not publish it. "
            "You can withdraw it at any time."
        ),
    }
)
CONSENT_TEXT = CONSENT_TEXTS[CONSENT_VERSION]


def names_in(step: str) -> tuple[str, ...]:
    """Return the names of the questions that a page asks."""
    return tuple(question.name for question in ASKED if question.step == step)


def answered(
    texts: Mapping[str, str], modules: Mapping[str, str] = NO_MODULES
) -> tuple[Answered, ...]:
    """Return each question with the typed text in words.

    `modules` are the titles of modules by their ids; without them none are asked for.
    """
    return tuple(
        Answered(q.name, q.label, q.step, in_words(q.name, texts.get(q.name, ""), modules))
        for q in ASKED
        if modules or q is not WISHES
    )


def in_words(name: str, text: str, modules: Mapping[str, str] = NO_MODULES) -> str:
    """Return an answer as people read it: a country's name for its code, and so on."""
    if name == WISHES.name:
        return wishes_in_words(text, modules)
    if name in {"nationality", "work_country"}:
        return country_name(text) if is_country(text) else text
    if name == "organisation_type":
        return ORGANISATION_TYPES[OrganisationType(text)] if text in ORGANISATION_TYPES else text
    if name == "consent_version":
        return f"You agreed: {CONSENT_TEXTS[text]}" if text in CONSENT_TEXTS else ""
    return text
