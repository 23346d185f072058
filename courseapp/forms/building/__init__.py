"""Composing a form: what organisers do to a document, each step from one document to the next."""
