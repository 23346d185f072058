"""What the views of initiatives share."""

from flask import Blueprint

blueprint = Blueprint("initiatives", __name__)
