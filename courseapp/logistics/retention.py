"""Until when travel details are kept, in words for whoever gives them."""

from courseapp.core.formats import day
from courseapp.events.models import Event
from courseapp.forms.document.record import FormDocument
from courseapp.forms.filling.forgetting import USUAL_DAYS_OF_STAGE_TWO, last_day_kept


def told_until(document: FormDocument, event: Event) -> str:
    """Return ``Sat 2 Oct 2027``: the day by which all of it is gone; "" where nobody can know."""
    ends = event.ends_on or event.starts_on
    days = [last_day_kept(each, ends, USUAL_DAYS_OF_STAGE_TWO) for each in document.questions]
    known = [each for each in days if each is not None]
    return day(max(known)) if known and len(known) == len(days) else ""
