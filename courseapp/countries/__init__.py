"""Countries and their parts: names, places on the map, time zones; for forms and pages."""
