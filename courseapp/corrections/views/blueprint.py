"""What the views of corrections share."""

from flask import Blueprint

blueprint = Blueprint("corrections", __name__)
