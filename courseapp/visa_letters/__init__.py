"""Letters of invitation and in support of a visa: one page each, numbered, that can be checked.

An issued letter is kept as the octets that were given out. It never changes: other dates make a
new letter in its place, and the page behind its square tells an officer so.
"""
