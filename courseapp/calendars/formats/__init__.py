"""A feed as octets: iCalendar and what else programs read."""
