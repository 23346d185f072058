"""Decision tables: made-up people with what is expected of the rules for each."""
