"""The sessions of an event as they are planned: times, agenda, reading, repeats."""
