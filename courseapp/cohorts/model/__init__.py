"""The choice of a cohort as pure computation: standard library and HiGHS, no database, no web."""
