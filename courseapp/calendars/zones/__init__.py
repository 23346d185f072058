"""Time zones as calendars define them (RFC 5545 §3.6.5)."""
