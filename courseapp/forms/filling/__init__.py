"""A form that somebody fills in: its pages, and what becomes of what is typed on them."""
