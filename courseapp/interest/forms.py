"""What somebody types who wants to be told."""

from wtforms import EmailField

from courseapp.accounts.forms import EMAIL_CHECKS
from courseapp.accounts.honest_forms import LEAST_TIME_FOR_ONE_FIELD, HonestForm
from courseapp.core.form_checks import tidy_line


class TellMeForm(HonestForm):
    """One address."""

    least_time = LEAST_TIME_FOR_ONE_FIELD

    email = EmailField("Your e-mail address", EMAIL_CHECKS, filters=[tidy_line])
