"""Judging what is known of somebody by rules, with reasons in words for her."""
