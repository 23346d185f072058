"""Feeds as they were built last, kept until something in them changes."""
