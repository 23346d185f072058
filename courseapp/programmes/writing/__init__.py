"""Writers of programmes: tables, JSON, and what is set for paper."""
