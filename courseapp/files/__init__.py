"""Stored uploads: recognised by content, kept on disk, given out again safely.

A file has no owner here. The feature that uses it holds a foreign key to it and decides who may
read it.
"""
