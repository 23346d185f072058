"""Mistakes that readers report in a record, and what its editors make of each."""
