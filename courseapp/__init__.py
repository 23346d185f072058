"""The backend with which climate initiatives run their training."""
