"""Nominations: focal points of jurisdictions name whom they send to apply, up to a number.

What a focal point sees is of her own jurisdiction only; of an application, where it stands as its
writer may know it, and nothing that is written in it.
"""
