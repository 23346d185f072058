"""What every feature stands on: clock, database, errors, audit, permissions. Knows no feature."""
