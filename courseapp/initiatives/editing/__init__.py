"""What editors do to a record: pure functions from a record to the changed record."""
