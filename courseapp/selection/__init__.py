"""Decisions, offers and the waiting list: never more accepted than seats."""
