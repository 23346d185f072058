"""Assignment: who reviews what, proposed as a proven optimum, by hand, or from a table."""
