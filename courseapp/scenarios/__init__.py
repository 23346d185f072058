"""Whole believable worlds at a stage, for demos, tests and pictures. No real person is in them."""
