"""Who is chosen together: limits, the proven best cohort, why, and what would change it."""
