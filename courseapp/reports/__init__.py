"""What came of an initiative's work, year by year: for donors, portals and researchers."""
