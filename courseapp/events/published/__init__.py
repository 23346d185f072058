"""The programme as everybody sees it: versions, what they changed, and pages of it."""
