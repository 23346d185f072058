"""Registering where nobody selects: two fields, a seat at once or a place in the queue."""
