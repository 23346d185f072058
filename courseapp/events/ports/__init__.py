"""What events ask of features above them, which `app.py` connects."""
