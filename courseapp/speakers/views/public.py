"""What everybody sees of speakers: those who come and let themselves be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name
from courseapp.events.models import Event
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.queries import public_photo, public_speakers
from courseapp.speakers.rules import stored_fold

blueprint = Blueprint("public_speakers", __name__)
blueprint.add_app_template_global(language_name)


@blueprint.app_template_global("speakers_of")
def speakers_of(event: Event) -> Sequence[SpeakerEngagement]:
    """Return the speakers to show on the event's public page; for `speakers/_list.html`."""
    return public_speakers(session(), event)


@dataclass(frozen=True)
class Countries:
    """Where the public speakers of an event work, found by their printed names."""

    by_name: Mapping[str, str]

    def of(self, name: str) -> str:
        """Return the country's name; "" where she did not agree to be shown, or nobody knows."""
        return self.by_name.get(stored_fold(name), "")


@blueprint.app_template_global("countries_of_speakers")
def countries_of_speakers(event: Event) -> Countries:
    """Return the countries for a public page that prints names of speakers."""
    profiles = [each.profile for each in public_speakers(session(), event)]
    return Countries({each.folded_name: country_name(each.country) for each in profiles})


@blueprint.get("/events/<slug>/speakers/<int(max=2147483647):engagement_id>/photo")
@allow(everyone)
def photo(slug: str, engagement_id: int) -> Response:
    return attachment(public_photo(session(), slug, engagement_id), current_folder())
