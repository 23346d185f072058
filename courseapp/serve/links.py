"""Print the one-time links with which the person at the terminal can sign in."""

from courseapp.app import create_app
from courseapp.cli import one_time_links
from courseapp.config import read_settings


def main() -> None:
    """Print each link below the words that say whose it is."""
    for label, address in one_time_links(create_app(read_settings())):
        print(f"{label}:\n  {address}\n")


if __name__ == "__main__":
    main()
