"""News about events for the features above, which `app.py` connects.

Each is sent with `session` and `now`, inside the transaction of what happened.
"""

from blinker import Signal

event_cancelled = Signal()  # sender: the Event
seats_added = Signal()  # sender: the Event, which has more seats than before
