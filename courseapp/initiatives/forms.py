"""What an administrator types to add somebody to a team."""

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import AnyOf

from courseapp.accounts.forms import EMAIL_CHECKS
from courseapp.accounts.rules import RoleKind
from courseapp.initiatives.words import ROLES

CHOOSE = "Choose organiser or reviewer."


def _trimmed(text: str | None) -> str | None:
    return text.strip() if text else text


class TeamForm(FlaskForm):
    """Whose address, and which role."""

    email = EmailField("E-mail address", EMAIL_CHECKS, filters=[_trimmed])
    kind = RadioField(
        "Role",
        [AnyOf([kind.value for kind in RoleKind], message=CHOOSE)],
        choices=[
            SelectChoice(kind.value, words.name, render_kw={"hint": words.means})
            for kind, words in ROLES.items()
        ],
        validate_choice=False,
    )
