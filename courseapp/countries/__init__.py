"""Countries, some of their parts, and their time zones: what a form offers and a page prints."""
