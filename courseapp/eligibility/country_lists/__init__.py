"""Lists of countries beside the shipped ones: an initiative's members, and lists kept by hand."""
