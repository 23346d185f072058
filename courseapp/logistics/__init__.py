"""Stage two: what is asked only of people with a seat, such as passport, visa, journey and diet.

Few may read it: its writer, and organisers of the event, what is sensitive one answer at a time.
"""
