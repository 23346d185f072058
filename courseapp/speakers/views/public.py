"""What everybody sees of speakers: those who come and let themselves be shown."""

from collections.abc import Sequence

from flask import Blueprint, Response

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.countries.languages import language_name
from courseapp.events.models import Event
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.queries import public_photo, public_speakers

blueprint = Blueprint("public_speakers", __name__)
blueprint.add_app_template_global(language_name)


@blueprint.app_template_global("speakers_of")
def speakers_of(event: Event) -> Sequence[SpeakerEngagement]:
    """Return the speakers to show on the event's public page; for `speakers/_list.html`."""
    return public_speakers(session(), event)


@blueprint.get("/events/<slug>/speakers/<int(max=2147483647):engagement_id>/photo")
@allow(everyone)
def photo(slug: str, engagement_id: int) -> Response:
    return attachment(public_photo(session(), slug, engagement_id), current_folder())
