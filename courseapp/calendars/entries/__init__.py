"""Sessions, events and deadlines as entries of a calendar."""
