"""Downloads: each asks at that moment whether the reader may have the file."""

from werkzeug.wrappers import Response

from courseapp.accounts.current import optional_person
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.materials.queries import readable_material
from courseapp.materials.rules import Audience
from courseapp.materials.views.blueprint import blueprint


@blueprint.get("/materials/<key>")
@allow(everyone)
def download(key: str) -> Response:
    material = readable_material(session(), now(), key, optional_person())
    if material.file is None:
        raise NotFound
    response = attachment(material.file, current_folder())
    if material.visible_to is not Audience.PUBLIC or material.visible_from_at is not None:
        response.cache_control.no_store = True
    return response
