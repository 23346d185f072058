"""At what time a session is fair to people all over the world."""
