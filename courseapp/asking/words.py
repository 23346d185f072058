"""The words that all who ask have in common."""


def letters_told(number: int) -> str:
    """Return what is said after letters to many were sent."""
    if number == 0:
        return "Nobody is left to write to."
    return "1 letter is on its way." if number == 1 else f"{number} letters are on their way."
