"""A record as a document: plain values that can be read, compared, merged and written."""
