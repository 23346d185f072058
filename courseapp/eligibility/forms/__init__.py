"""What organisers and readers enter: lists, rules and tests, answers of a reader, files."""
