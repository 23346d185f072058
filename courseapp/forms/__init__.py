"""Application forms: composed by organisers, kept in versions, filled in by applicants.

A form is one document of questions. What is answered to it belongs to the room of applications.
"""
