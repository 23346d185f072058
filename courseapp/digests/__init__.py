"""What is new for one's region, by mail, for those who keep no calendar."""
