"""iCalendar: feeds that people subscribe to, and their secret personal addresses."""
