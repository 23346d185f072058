"""Events in lists: the catalogue, its filters and months, and what organisers look after."""
