"""Why two applications are suggested, in words."""

from types import MappingProxyType

from courseapp.intake.duplicates.scoring import Reason

REASONS = MappingProxyType(
    {
        Reason.NAME: "same name",
        Reason.CONSONANTS: "a name that could be the same in other letters",
        Reason.PART_OF_NAME: "one name in common",
        Reason.ADDRESS: "same name in the e-mail address",
        Reason.BIRTH: "born in the same year",
        Reason.COUNTRY: "same country",
        Reason.OTHER_BIRTH: "but born in other years",
    }
)
