"""What all pages of joining share."""

from flask import Blueprint
from werkzeug.wrappers import Response

Answer = str | Response | tuple[str, int]

blueprint = Blueprint("joining", __name__)
