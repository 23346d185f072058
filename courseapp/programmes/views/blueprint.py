"""What the pages of programmes share: their blueprint, their words, and how a file is sent."""

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState

from courseapp.programmes.giving_out import GivenFile
from courseapp.programmes.words import KINDS, VERDICTS

blueprint = Blueprint("programmes", __name__)


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template, imported ones too, the words for imports of programmes."""
    state.app.jinja_env.globals.update(programme_words={"kinds": KINDS, "verdicts": VERDICTS})


def download(file: GivenFile) -> Response:
    """Return a file to save, which nobody keeps: tomorrow the plan is another one."""
    response = Response(file.octets, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
