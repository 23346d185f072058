"""Files of every format become rows with their places, or faults with theirs. No database."""
