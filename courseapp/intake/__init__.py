"""What organisers work with until they decide: the list of applications, tags, notes, figures."""
