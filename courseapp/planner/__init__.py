"""The organisers' planner of an event: its programme as a grid and as a list, with undo."""
