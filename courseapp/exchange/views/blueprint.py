"""What the views of files share."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from courseapp.exchange.words import EFFECTS, FORMATS, RESULTS, STATES, VERDICTS

blueprint = Blueprint("exchange", __name__)


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template, imported ones too, the words for imports."""
    words = {
        "effects": EFFECTS,
        "formats": FORMATS,
        "results": RESULTS,
        "states": STATES,
        "verdicts": VERDICTS,
    }
    state.app.jinja_env.globals.update(import_words=words)
