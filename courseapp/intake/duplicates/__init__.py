"""The same person twice: suggested to organisers, decided by them and never by the product."""
