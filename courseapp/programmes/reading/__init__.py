"""Readers of files with programmes: pure, bounded, and never at a loss, whatever they are given."""
