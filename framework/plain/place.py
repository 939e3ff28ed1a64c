"""Where a study is: the folder that holds study.yaml, looked for upward."""

from pathlib import Path

from framework.errors import NoStudyError

STUDY_FILE = "study.yaml"
CACHE = ".framework"
"""The folder of what is remembered for speed: ids, hashes and offsets, and no words."""


def find(path: Path | str | None = None) -> Path:
    """Return the folder of the study at `path` (the current folder) or above it.

    Raises NoStudyError if there is none.
    """
    start = Path(path or ".").resolve()
    for folder in (start, *start.parents):
        if (folder / STUDY_FILE).is_file():
            return folder
    hint = "go to its folder, or make one: framework new my-study"
    raise NoStudyError(f"there is no {STUDY_FILE} in {start} or above it", hint)


def study_above(path: Path) -> Path | None:
    """Return the folder of the study in which a file is, None outside of any."""
    found = (one for one in path.resolve().parents if (one / STUDY_FILE).is_file())
    return next(found, None)
