"""Applications from a CSV file: read, shown as they would come in, then taken in one press."""
