"""The style page: every part of the site in its states. In development only."""

from typing import cast

from flask import Blueprint, current_app, render_template, request
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    URLField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import InputRequired

from courseapp.config import Settings
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page
from courseapp.core.permissions import allow, everyone
from courseapp.web.chart_samples import chart_samples

blueprint = Blueprint("style", __name__)

COUNTRIES = [SelectChoice(name) for name in ("", "Kenya", "Türkiye", "Viet Nam")]
MODES = [SelectChoice(name) for name in ("In person", "Online", "In person and online")]
TOPICS = [SelectChoice(name) for name in ("Cap", "Allocation", "Registry")]


class ExampleForm(FlaskForm):
    """One field of each kind."""

    name = StringField("Full name, as in your passport")
    email = EmailField("E-mail")
    password = PasswordField("Password")
    motivation = TextAreaField("Why do you want to take part?")
    country = SelectField("Country of work", choices=COUNTRIES)
    mode = RadioField("How does it take place?", choices=MODES)
    topics = SelectMultipleField("Topics", choices=TOPICS)
    years = IntegerField("Years of experience")
    starts_on = DateField("First day")
    starts_at = TimeField("Begins at")
    closes_at = DateTimeLocalField("Applications close")
    link = URLField("Link to join")
    consent = BooleanField("I agree that the organisers read my answers")


class FaultyForm(FlaskForm):
    """The same kinds with something wrong in each."""

    full_name = StringField("Full name", validators=[InputRequired("Enter your full name")])
    level = RadioField(
        "Level", choices=MODES, validators=[InputRequired("Choose how it takes place")]
    )
    why = TextAreaField("Your reasons", validators=[InputRequired("Say why you want to take part")])
    last_day = DateField(
        "Last day", validators=[InputRequired("Enter a day on or after Mon 22 Aug 2027")]
    )
    agreed = BooleanField("I agree", validators=[InputRequired("Tick the box to go on")])


@blueprint.get("/style")
@allow(everyone)
def style() -> str:
    """Show every part; `scheme` (light, dark) and `dir` (ltr, rtl) force how."""
    if cast(Settings, current_app.extensions["settings"]).production:
        raise NotFound
    faulty = FaultyForm(formdata=None, meta={"csrf": False})
    faulty.validate()
    return render_template(
        "web/style.html",
        form=ExampleForm(formdata=None),
        faulty=faulty,
        charts=chart_samples(),
        page=Page(items=(), number=2, size=25, total=137),
        scheme=_one_of("scheme", "light", "dark"),
        direction=_one_of("dir", "ltr", "rtl"),
    )


def _one_of(name: str, *known: str) -> str:
    asked = request.args.get(name, "")
    return asked if asked in known else ""
