"""Wall clocks and instants: what a local time means, what it costs people elsewhere, deadlines."""
