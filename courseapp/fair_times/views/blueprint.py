"""What all pages of fair times share."""

from flask import Blueprint

blueprint = Blueprint("fair_times", __name__)
