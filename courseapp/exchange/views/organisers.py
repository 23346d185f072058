"""Files with the record of one initiative, for its organisers."""

from courseapp.core.permissions import allow
from courseapp.core.uploads import accepts_upload
from courseapp.exchange.forms import MOST_REQUEST_BYTES
from courseapp.exchange.views.blueprint import blueprint
from courseapp.exchange.views.desk import Answer, Desk
from courseapp.initiatives.permissions import organiser_of_initiative


@blueprint.get("/manage/<initiative>/record/import")
@allow(organiser_of_initiative)
def record_imports(initiative: str) -> Answer:
    return Desk.of(initiative).start_page()


@blueprint.post("/manage/<initiative>/record/import")
@allow(organiser_of_initiative)
@accepts_upload(MOST_REQUEST_BYTES)
def start_record_import(initiative: str) -> Answer:
    return Desk.of(initiative).start()


@blueprint.get("/manage/<initiative>/record/import/<int(max=2147483647):import_id>")
@allow(organiser_of_initiative)
def record_import_page(initiative: str, import_id: int) -> Answer:
    return Desk.of(initiative).show(import_id)


@blueprint.post("/manage/<initiative>/record/import/<int(max=2147483647):import_id>/take")
@allow(organiser_of_initiative)
def take_record_import(initiative: str, import_id: int) -> Answer:
    return Desk.of(initiative).take(import_id)


@blueprint.post("/manage/<initiative>/record/import/<int(max=2147483647):import_id>/read-again")
@allow(organiser_of_initiative)
def read_record_import_again(initiative: str, import_id: int) -> Answer:
    return Desk.of(initiative).read_again(import_id)


@blueprint.post("/manage/<initiative>/record/import/<int(max=2147483647):import_id>/throw-away")
@allow(organiser_of_initiative)
def throw_record_import_away(initiative: str, import_id: int) -> Answer:
    return Desk.of(initiative).throw_away(import_id)
