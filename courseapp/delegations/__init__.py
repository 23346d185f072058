"""Delegations: who is invited to a dialogue, how many people each sends, and who they are.

Their names stand on no public page, in no feed and in no report.
"""
