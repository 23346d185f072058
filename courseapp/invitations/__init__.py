"""Invitations by mail to who has a seat, one to each session, and the answers (RFC 5546, 6047)."""
