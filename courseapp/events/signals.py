"""News that this room announces; `app.py` connects who listens.

Receivers run inside the transaction of the change, after it was flushed. What they change is
committed or rolled back with it.
"""

from blinker import Signal

programme_published = Signal(
    "sender: the Event; with session, now, version and changes, a tuple of Change"
)
event_resumed = Signal(
    "sender: the Event that was postponed and takes place again; with session and now"
)
seats_changed = Signal(
    "sender: the Event that has another number of seats, or lets people in otherwise; with session "
    "and now. The event is locked."
)
