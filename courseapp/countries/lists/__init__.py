"""Lists of countries, each with its source and dates; who is on them is asked as of a day."""
