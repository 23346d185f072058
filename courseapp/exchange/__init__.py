"""Records go out of the product and come in: files, their dry run, and one transaction."""
