"""News that this room announces; `app.py` connects who listens.

Receivers run inside the transaction of the change, after it was flushed, and get
``receiver(sender, *, session, now)``. What they change is committed or rolled back with it.
"""

from blinker import Signal

application_submitted = Signal("sender: the Application, now submitted")
answers_forgotten = Signal(
    "sender: the Event; also applications: ids, questions: keys of deleted answers"
)
seat_freed = Signal("sender: the Event that has one seat more to offer")
