"""The directory of initiatives."""

from flask import render_template, request

from courseapp.core.paging import paginate
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.initiatives.queries import initiatives_matching
from courseapp.initiatives.views.blueprint import blueprint, events

LONGEST_SEARCH = 100


@blueprint.get("/initiatives")
@allow(everyone)
def directory() -> str:
    text = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    number = request.args.get("page", 1, type=int)
    return render_template(
        "initiatives/directory.html",
        page=paginate(session(), initiatives_matching(text), number),
        coming=events().coming_counts(session(), now()),
        text=text,
    )
