"""What a form is, without a database: its questions, their order, and how an answer is read.

Every answer is one text, as it was typed, under the key of its question. Where there are several
values each has a line; a row of a table is a line, its cells apart by tabs. So an answer can be
saved before it is right, compared, and merged, whatever its kind.
"""
