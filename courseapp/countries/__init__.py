"""Countries, their names as people write them, and their time zones."""
