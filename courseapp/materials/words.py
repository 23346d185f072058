"""What the closed vocabularies of materials are called on a page."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.materials.rules import Audience, MaterialKind

KINDS: Mapping[MaterialKind, str] = MappingProxyType(
    {
        MaterialKind.SLIDES: "Slides",
        MaterialKind.PAPER: "Paper",
        MaterialKind.READING: "Reading",
        MaterialKind.RECORDING: "Recording",
        MaterialKind.LINK: "Link",
    }
)
AUDIENCES: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.PUBLIC: "Everybody",
        Audience.PARTICIPANTS: "Participants",
        Audience.DELEGATIONS: "Delegations",
        Audience.ORGANISERS: "Organisers only",
    }
)
