"""Who asked to be told of the next edition."""
