"""News that this room announces; `app.py` connects who listens.

Receivers run inside the transaction of the approval, after it was flushed.
"""

from blinker import Signal

cohort_approved = Signal(
    "sender: the Event; receivers get session, now, actor (the Person who approved), chosen and "
    "reserve: references of applications in order, of which chosen are without those who hold a "
    "seat already"
)
