"""Why a file could not be read: raised by the readers, told as a problem by whoever called."""


class UnreadableError(ValueError):
    """A file that is damaged, protected, unsafe to open, or not what its ending says.

    `line` counts from 1 and is None where the place is not known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        """Keep the line beside the sentence."""
        super().__init__(message)
        self.line = line
