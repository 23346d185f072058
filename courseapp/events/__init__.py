"""Series, events and their sessions."""
