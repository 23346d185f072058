"""What an organiser enters about an event: facts, topics, languages, roles, modules."""
