"""Extra time: who may send an application after the deadline of everybody else, and why."""
