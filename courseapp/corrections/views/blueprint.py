"""What the views of corrections share."""

from flask import Blueprint

from courseapp.corrections import models

__all__ = ["blueprint", "models"]

blueprint = Blueprint("corrections", __name__)
