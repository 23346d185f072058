"""Applications that an organiser types in for somebody: from paper, from an e-mail."""
