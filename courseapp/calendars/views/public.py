"""The feeds that everybody may read."""

from werkzeug.wrappers import Response as AnyResponse

from courseapp.calendars.feeds.addresses import ROOT, in_path
from courseapp.calendars.feeds.public import feed_at
from courseapp.calendars.publishing import published
from courseapp.calendars.views.blueprint import blueprint
from courseapp.calendars.views.serving import served, site
from courseapp.core.feeds import brief
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session


@blueprint.get(f"{ROOT}/<path:path>")
@allow(everyone)
def public(path: str) -> AnyResponse:
    asked = in_path(path)
    if asked is None:
        return brief(404, "There is no such calendar.")
    address, form = asked
    return served(lambda: published(feed_at(session(), now(), address, site()), form))
