"""What somebody fills in who wants a digest, or wants it otherwise."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.accounts.forms import EMAIL_CHECKS
from courseapp.accounts.honest_forms import HonestForm
from courseapp.core.form_checks import tidy_line
from courseapp.countries.form_fields import CountryField
from courseapp.countries.groups import regions
from courseapp.digests.matching import Wish
from courseapp.digests.models import DigestSubscription
from courseapp.digests.rules import Rhythm
from courseapp.digests.subscribing import DigestPlan
from courseapp.events.facts.topics import topic_trees
from courseapp.initiatives.models import Initiative
from courseapp.selection.rules import Language
from courseapp.selection.texts import LANGUAGES

RHYTHMS = {Rhythm.WEEKLY: "Once a week", Rhythm.MONTHLY: "Once a month"}
ALL = ("", "All")


class DigestFields(FlaskForm):
    """For where, about what, how often, in which language."""

    country = CountryField("Country where you work", empty="No country")
    region = SelectField("Region", choices=[])
    topic = SelectField("Topic", choices=[])
    initiative = SelectField("Initiative", choices=[])
    rhythm = RadioField(
        "How often",
        choices=[SelectChoice(each.value, text) for each, text in RHYTHMS.items()],
        default=Rhythm.WEEKLY.value,
    )
    language = RadioField(
        "Language of the mail",
        choices=[SelectChoice(each.value, text) for each, text in LANGUAGES.items()],
        default=Language.ENGLISH.value,
    )

    def offer(self, initiatives: Sequence[Initiative]) -> None:
        """Fill the menus."""
        names = [(each, each) for region, parts in regions().items() for each in (region, *parts)]
        self.region.choices = [("", "That of my country"), *names]
        topics = {
            tree.label: [(each.key, each.label) for each in tree.topics] for tree in topic_trees()
        }
        self.topic.choices = {"Every topic": [ALL], **topics}
        self.initiative.choices = [ALL, *((each.slug, each.called) for each in initiatives)]

    def plan(self, initiatives: Sequence[Initiative]) -> DigestPlan:
        """Return what was chosen; only after the form was found valid."""
        by_slug = {each.slug: each.id for each in initiatives}
        wish = Wish(
            country=self.country.data,
            region=self.region.data or "",
            initiative_id=by_slug.get(self.initiative.data or ""),
            topic=self.topic.data or "",
        )
        return DigestPlan(wish, Rhythm(self.rhythm.data), Language(self.language.data))


class AskForDigestForm(DigestFields, HonestForm):
    """The same with an address, for everybody."""

    email = EmailField("Your e-mail address", EMAIL_CHECKS, filters=[tidy_line])


class ChangeDigestForm(DigestFields):
    """The same on one's own page."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    @classmethod
    def of(cls, row: DigestSubscription, sent: Any = None) -> "ChangeDigestForm":
        """Return the form with what she gets now, unless something was sent."""
        return cls(
            sent,
            country=row.country,
            region=row.region,
            topic=row.topic,
            initiative=row.initiative.slug if row.initiative else "",
            rhythm=row.rhythm.value,
            language=row.language.value,
        )
