"""What an organiser enters to move an event into another time zone."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import needed
from courseapp.events.facts.fields import ZoneField
from courseapp.events.moves.rezoning import ZoneWish
from courseapp.events.moves.zone_moves import Keep

KEEP_CHOICES = (
    (Keep.LOCAL, "The clock times", "What is at 09:00 stays at 09:00 there. For a new venue."),
    (Keep.INSTANTS, "The moments", "Nobody’s calendar moves. Clock times read differently."),
)


class ZoneChangeForm(FlaskForm):
    """The new zone and what stays; `seen` tells which dates its reader was shown.

    It is not named `zone`: asked with GET, that chooses the zone in which somebody reads.
    """

    class Meta:
        csrf = False  # asked with GET; CSRFProtect has checked each POST before its view

    new_zone = ZoneField("New time zone", "Choose a zone", validators=[needed("Choose a zone.")])
    keep = RadioField(
        "What stays",
        choices=[SelectChoice(k, text, render_kw={"hint": note}) for k, text, note in KEEP_CHOICES],
        default=Keep.LOCAL,
    )
    seen = HiddenField()

    def wish(self) -> ZoneWish:
        """Return what was entered; only after it was found valid."""
        return ZoneWish(self.new_zone.data, Keep(self.keep.data))
