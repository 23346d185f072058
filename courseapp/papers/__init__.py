"""Papers: plain values in, PDF out. Nothing here knows of the web or of the database."""
