"""What closed vocabularies are called in rules and answers."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.core.translations import noted
from courseapp.eligibility.composed.conditions import Whose
from courseapp.eligibility.facts import Cefr
from courseapp.eligibility.rules import Joint, Ruling, Severity, Verdict

# The keys are those of applications (a test holds both together), the words stand in sentences.
ORGANISATION_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "national_government": "a national government or ministry",
        "subnational_government": "a regional or local government",
        "public_agency": "a public agency or regulator",
        "intergovernmental": "an intergovernmental organisation",
        "research": "a university or research institute",
        "non_governmental": "a non-governmental organisation",
        "private_sector": "a company or industry association",
        "other": "an organisation of another type",
    }
)
LEVELS: Mapping[Cefr, str] = MappingProxyType(
    {
        Cefr.A1: "A1, a few words",
        Cefr.A2: "A2, simple talk",
        Cefr.B1: "B1, can follow what is familiar",
        Cefr.B2: "B2, can take part in a discussion",
        Cefr.C1: "C1, at ease at work",
        Cefr.C2: "C2, like a first language",
        Cefr.NATIVE: "First language",
    }
)
WHOSE: Mapping[Whose, str] = MappingProxyType(
    {
        Whose.WORK: "Country of work",
        Whose.NATIONALITY: "Nationality, one of several is enough",
        Whose.EVERY_NATIONALITY: "Nationality, every one of several",
        Whose.SEAT: "Country where the organisation has its seat",
    }
)
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.WARN: "Warn: people can apply, and you decide",
        Severity.ASK: "Ask: people can apply, and answer a question",
        Severity.BLOCK: "Block: people cannot apply",
    }
)
SEVERITY_WORDS: Mapping[Severity, str] = MappingProxyType(
    {Severity.WARN: "Warns", Severity.ASK: "Asks", Severity.BLOCK: "Blocks"}
)
JOINTS: Mapping[Joint, str] = MappingProxyType(
    {
        Joint.ALL: "All of these",
        Joint.ANY: "At least one of these",
        Joint.NONE: "None of these",
    }
)
VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.FITS: "Fits",
        Verdict.ASKED: "A question to answer",
        Verdict.WARNED: "Warned, you decide",
        Verdict.UNDECIDED: "Not known, you decide",
        Verdict.BLOCKED: "Blocked",
    }
)
RULINGS: Mapping[Ruling, str] = MappingProxyType(
    {Ruling.ALLOWED: "May take part all the same", Ruling.REFUSED: "May not take part"}
)
# What somebody reads about herself.
HEADLINES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.FITS: noted("This event is for you."),
        Verdict.ASKED: noted("You can apply. The organisers ask you a question first."),
        Verdict.WARNED: (
            noted(
                "You can apply. Not everything fits, so the organisers decide whether you can take "
                "part."
            )
        ),
        Verdict.UNDECIDED: (
            noted(
                "You can apply. Something is not known, so the organisers decide whether you can "
                "take "
                "part."
            )
        ),
        Verdict.BLOCKED: noted("This event is not open to you."),
    }
)
NO_RULES = "Everybody may apply."
