"""Who may apply for an event: rules that its organiser composes, judged as of a day and kept."""
