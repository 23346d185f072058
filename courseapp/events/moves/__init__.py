"""All dates of an event move together: into its next edition, or into another time zone."""
