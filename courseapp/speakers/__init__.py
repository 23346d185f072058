"""Speakers: who they are, whether they come, when they can, and their own page without account.

A programme prints names; here each becomes a person of the initiative, who can be asked again.
"""
