"""Programmes go out of the product and come in: calendars, tables, JSON, and paper."""
