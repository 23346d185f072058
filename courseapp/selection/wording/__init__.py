"""The words of the letters: what we ship in each language, and the placeholders in them."""
