"""Install with pip at the pinned versions, and say what it does: `python tools/install.py -e .`.

pip alone is either silent for minutes or prints hundreds of lines. It needs nothing but Python.
"""

import re
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

PINNED = Path(__file__).parent.parent / "constraints.txt"
FETCHED = re.compile(
    r"\s*(?:Downloading|Using cached|Processing) (?:\S*/)?([^-\s]+)-([^-\s]+)-\S*\.whl"
    r"(?!\.)( \(\d[^)]*\))?"
)
LAST = 20


def main(wanted: list[str]) -> int:
    """Install what is wanted and return pip's exit code."""
    began = time.monotonic()
    command = [
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install"),
        *("--progress-bar", "off", "-c", str(PINNED), *wanted),
    ]
    last: deque[str] = deque(maxlen=LAST)
    say("Looking up the packages ...")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as pip:
        for line in pip.stdout or ():
            last.append(line)
            if told := progress(line):
                say(told)
    if pip.returncode:
        say("".join(last) + "pip could not install. Is this computer online? Run make again.")
    else:
        say(f"Installed in {time.monotonic() - began:.0f} seconds.")
    return pip.returncode


def progress(line: str) -> str:
    """Return what a line of pip's tells about progress, if anything."""
    if found := FETCHED.match(line):
        name, version, size = found.groups()
        return f"  {name} {version}{size or ''}"
    if line.startswith("Installing collected packages:"):
        number = line.count(",") + 1
        return f"Installing {number} package{'s' * (number > 1)} (up to two minutes) ..."
    return ""


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
