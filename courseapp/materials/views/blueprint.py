"""What all pages of materials share: their blueprint."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from courseapp.materials import words

blueprint = Blueprint("materials", __name__)


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template the words for materials."""
    state.app.jinja_env.globals.update(material_words=words)
