"""Messages that an event sends by itself: planned ahead, planned anew when it moves, sent once."""
