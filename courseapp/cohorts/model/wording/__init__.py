"""The choice of a cohort in words, as organisers read them.

How values, people and modules are called comes with `names.Names`.
"""
