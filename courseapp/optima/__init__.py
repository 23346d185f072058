"""Proven optima of whole-number programs; a feature says what its numbers mean."""
