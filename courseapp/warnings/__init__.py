"""What is probably wrong in the programme of an event: found in bulk, told, never forbidden."""
