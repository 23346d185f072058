"""Answers to invitations that come by mail: read, checked, taken or kindly refused."""
