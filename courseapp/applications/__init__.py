"""Applications: drafts that lose nothing, and where each one stands."""
