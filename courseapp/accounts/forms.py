"""What people type to sign in."""

from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import (
    DataRequired,
    Email,
    EqualTo,
    InputRequired,
    Length,
    ValidationError,
)

from courseapp.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD
from courseapp.core.translations import lazy_gettext
from courseapp.countries.zones import known_zone, zone_choices

EMAIL_CHECKS = (
    DataRequired(lazy_gettext("Enter your e-mail address, for example name@ministry.example.")),
    Email(lazy_gettext("This is not an e-mail address. It looks like name@ministry.example.")),
    Length(max=320, message=lazy_gettext("Enter an e-mail address of at most 320 characters.")),
)


def _strip(text: str | None) -> str | None:
    return text.strip() if text else text


class SignInForm(FlaskForm):
    """An address and a password."""

    email = EmailField(lazy_gettext("E-mail address"), EMAIL_CHECKS, filters=[_strip])
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(lazy_gettext("Enter your password, or ask for a link."))],
    )
    next = HiddenField()


class LinkForm(FlaskForm):
    """An address that gets a link. It stands beside a SignInForm, so its names have a prefix."""

    email = EmailField(lazy_gettext("E-mail address"), EMAIL_CHECKS, filters=[_strip])
    next = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="link-", **kwargs)


class PasswordForm(FlaskForm):
    """A new password; the present one where there is one to know."""

    current_password = PasswordField("Present password")
    password = PasswordField(
        "New password",
        [
            InputRequired("Enter a new password."),
            Length(
                min=SHORTEST_PASSWORD,
                max=LONGEST_PASSWORD,
                message=f"Use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. "
                "Three or four words are easy to remember.",
            ),
        ],
    )
    password_again = PasswordField(
        "New password again",
        [EqualTo("password", message="The two passwords differ. Type the same one twice.")],
    )


class AccountForm(FlaskForm):
    """What others see of a person, and her time zone."""

    full_name = StringField(
        "Your name",
        [Length(max=300, message="Use at most 300 characters.")],
        filters=[_strip],
    )
    zone = SelectField("Your time zone", choices=[])

    def offer_zones(self, at: datetime) -> None:
        """Fill the list of zones, with their offsets at the instant."""
        offered = zone_choices(at, including=self.zone.data)
        self.zone.choices = {"Default": (("", "As my device says"),), **offered}

    def validate_zone(self, field: SelectField) -> None:
        if field.data and not known_zone(field.data):
            raise ValidationError("This time zone does not exist. Choose one from the list.")
