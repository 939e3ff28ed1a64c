"""The trail's files: one line a command, only ever appended, one file a researcher.

A write that was acknowledged survives a kill at any instant. A program writes only its own
researcher's file; it reads every ``trail/*.jsonl``, whatever a sync service called it.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from framework.errors import Problem, RefusedError
from framework.storage.files import sync_folder, write
from framework.trail.decisions import FORMAT_VERBS, Act, Command, Decisions, fold

FOLDER = "trail"
_WAIT_SECONDS = 30


def read_trail(folder: Path) -> tuple[list[Command], list[Problem]]:
    """Return the commands in a study's trail and a problem for each line that is none.

    Files and lines may come in any order and any number of copies.
    """
    commands: list[Command] = []
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        name = f"{FOLDER}/{path.name}"
        try:
            lines = path.read_bytes().split(b"\n")
        except OSError as fault:
            problems.append(Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable"))
            continue
        for number, line in enumerate(lines, 1):
            if line.strip(b"\r\x00 "):
                _read_line(line, name, number, commands, problems)
    return commands, problems


def _read_line(
    line: bytes, name: str, number: int, commands: list[Command], problems: list[Problem]
) -> None:
    try:
        command = Command.parse(line.decode("utf-8").strip("\r"))
    except ValueError as fault:
        said = "this line is not whole" if isinstance(fault, UnicodeDecodeError) else str(fault)
        hint = "nothing in it counts; delete the line, or put back a whole copy of it"
        problems.append(Problem(name, said, hint, number, kind="torn line"))
        return
    commands.append(command)
    for act in command.do:
        if "erased" not in act and act.get("verb") not in FORMAT_VERBS:
            verb = str(act.get("verb"))[:30]
            hint = (
                "a newer framework wrote it; update, and nothing is written to the trail until then"
            )
            problems.append(
                Problem(name, f"unknown verb `{verb}`", hint, number, kind="unknown verb")
            )


def append(folder: Path, cache: Path, by: str, do: Sequence[Act]) -> Command:
    """Write one command to a researcher's file and return it; when this returns, it is kept.

    Waits for another program of the same researcher. Raises RefusedError if the trail cannot
    be written, or holds what only a newer version understands.
    """
    trail = folder / FOLDER
    path = trail / f"{by}.jsonl"
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import, and only to write

    try:
        cache.mkdir(parents=True, exist_ok=True)
        trail.mkdir(exist_ok=True)
        with FileLock(cache / f"{by}.lock", timeout=_WAIT_SECONDS):
            decisions = fold(read_trail(folder)[0])
            if decisions.unknown:
                name = min(decisions.unknown)
                raise RefusedError(
                    f"the trail holds an act of a newer framework ({name})", "update framework"
                )
            _empty_erased(path, decisions)
            command = Command.new(
                datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"), by, do
            )
            if command.id not in decisions.commands:
                _append_line(path, command.line().encode())
            return command
    except Timeout:
        raise RefusedError(
            f"another program has been writing to {path.name} for {_WAIT_SECONDS} s", "close it"
        ) from None
    except OSError as fault:
        raise RefusedError(
            f"{path} cannot be written ({fault.strerror}); nothing was kept"
        ) from None


def _append_line(path: Path, line: bytes) -> None:
    """Append one whole line with one write; if the disk is full, take the torn part back."""
    new = not path.exists()
    with path.open("ab+") as out:
        size = out.seek(0, os.SEEK_END)
        if size:
            out.seek(size - 1)
            line = line if out.read(1) == b"\n" else b"\n" + line
        try:
            out.write(line + b"\n")
            out.flush()
            os.fsync(out.fileno())
        except OSError:
            out.truncate(size)
            raise
    if new:
        sync_folder(path.parent)


def _empty_erased(path: Path, decisions: Decisions) -> None:
    """Take out, of this researcher's own file, the words that an `erase` has named."""
    if not decisions.erased or not path.exists():
        return
    kept = path.read_bytes().split(b"\n")
    lines = [_emptied(line, decisions) for line in kept]
    if lines != kept:
        write(path, b"\n".join(lines))


def _emptied(line: bytes, decisions: Decisions) -> bytes:
    try:
        command = Command.parse(line.decode())
    except ValueError:
        return line
    do: Iterable[Act] = [
        {"erased": True}
        if f"{command.id}/{n}" in decisions.erased and act.get("verb") != "erase"
        else act
        for n, act in enumerate(command.do, 1)
    ]
    emptied = Command(command.id, command.at, command.by, tuple(do))
    return line if emptied == command else emptied.line().encode()
