"""Composing the rules of an event: piece by piece, from a proposal, and putting them in force."""
