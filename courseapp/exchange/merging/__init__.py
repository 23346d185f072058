"""A row from a file is brought into the record that it is about. No database."""
