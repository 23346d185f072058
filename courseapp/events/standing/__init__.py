"""How an event stands: announced, published, postponed, cancelled, held; and who is told."""
