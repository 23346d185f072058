"""Tags of an event's applications: their names, many tagged at once, and the way back."""
