"""Files with any records, for administrators."""

from courseapp.accounts.permissions import administrator
from courseapp.core.permissions import allow
from courseapp.core.uploads import accepts_upload
from courseapp.exchange.forms import MOST_REQUEST_BYTES
from courseapp.exchange.views.blueprint import blueprint
from courseapp.exchange.views.desk import Answer, Desk


@blueprint.get("/manage/import")
@allow(administrator)
def imports() -> Answer:
    return Desk().start_page()


@blueprint.post("/manage/import")
@allow(administrator)
@accepts_upload(MOST_REQUEST_BYTES)
def start_import() -> Answer:
    return Desk().start()


@blueprint.get("/manage/import/<int(max=2147483647):import_id>")
@allow(administrator)
def import_page(import_id: int) -> Answer:
    return Desk().show(import_id)


@blueprint.post("/manage/import/<int(max=2147483647):import_id>/take")
@allow(administrator)
def take_import(import_id: int) -> Answer:
    return Desk().take(import_id)


@blueprint.post("/manage/import/<int(max=2147483647):import_id>/read-again")
@allow(administrator)
def read_import_again(import_id: int) -> Answer:
    return Desk().read_again(import_id)


@blueprint.post("/manage/import/<int(max=2147483647):import_id>/throw-away")
@allow(administrator)
def throw_import_away(import_id: int) -> Answer:
    return Desk().throw_away(import_id)
