"""Which entries stand in which feed, and at which address."""
