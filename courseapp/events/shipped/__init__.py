"""The real events, and the examples, that come with the product."""
