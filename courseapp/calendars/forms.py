"""What somebody enters for a new calendar address of her own."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.calendars.kinds import HOLDS, KINDS, SecretKind
from courseapp.calendars.models import LONGEST_NAME
from courseapp.core.form_checks import at_most, tidy_line
from courseapp.selection.rules import Language

LANGUAGES: Mapping[Language, str] = MappingProxyType(
    {Language.ENGLISH: "English", Language.FRENCH: "Français", Language.SPANISH: "Español"}
)


class AddressForm(FlaskForm):
    """What a new secret address opens, and what its owner calls it."""

    kind = RadioField("What it holds", default=SecretKind.MINE)
    name = StringField(
        "Where you will use it",
        [at_most(LONGEST_NAME)],
        filters=[tidy_line],
        description="For example: my telephone. So you know later which address to stop.",
    )
    language = SelectField(
        "Language of our words",
        choices=[SelectChoice(each.value, label) for each, label in LANGUAGES.items()],
        default=Language.ENGLISH,
        description="Titles stay as the organisers wrote them.",
    )

    def __init__(self, kinds: Sequence[SecretKind], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [
            SelectChoice(each.value, KINDS[each], render_kw={"hint": HOLDS[each]}) for each in kinds
        ]

    @property
    def wanted(self) -> SecretKind:
        """What it shall open; only after it was found valid."""
        return SecretKind(self.kind.data)

    @property
    def spoken(self) -> Language:
        """The language that was chosen; only after it was found valid."""
        return Language(self.language.data)
