"""Records become files. No database."""
