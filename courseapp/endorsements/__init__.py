"""A supervisor or a ministry supports an application: asked by letter, answered without an account.

The applicant sees only that an answer came; what it says is read by organisers.
"""
