"""The initiative record that every event hangs on."""
