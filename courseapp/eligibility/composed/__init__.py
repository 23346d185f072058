"""Rules as plain values: their parts, in words, as JSON, and how they are put together."""
