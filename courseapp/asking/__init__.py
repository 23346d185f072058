"""Asking people of an event by a secret link: steps, links, letters, the pages behind a link."""
