"""What participants get for a session: slides, papers, links and recordings, each when it is time.

Who may read something is asked for at the very moment, never stored: see `readers`.
"""
