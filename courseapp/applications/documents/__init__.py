"""The files of an application: each its own small step, kept one by one and read by few.

The answer to a question for files is the ids of its documents, one a line.
"""
