"""What all pages about the list of applications share."""

from flask import Blueprint
from werkzeug.wrappers import Response

HOME = "/manage/events/<slug>/applications"
Answer = str | Response | tuple[str, int]

blueprint = Blueprint("intake", __name__)
