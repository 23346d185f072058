"""Judging people: foretold before they apply, kept when they do, and ruled by organisers."""
