"""The trail's files: one line a command, only ever appended, one file a researcher.

A write that was acknowledged survives a kill at any instant. A program writes only its own
researcher's file; it reads every ``trail/*.jsonl``, whatever a sync service called it.
"""

import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from framework.errors import Problem, RefusedError
from framework.plain.files import write, write_all
from framework.plain.text import count
from framework.trail.command import Act, Command, TornLineError, is_unknown, named_by_erase, unnamed

FOLDER = "trail"
_WAIT_SECONDS = 30
_ABSENT = "put back a whole copy of it; if its researcher has decided nothing yet, delete the file"
_COPY = "save it as UTF-8, or put back a whole copy of it"
_TORN = (
    "nothing in it counts; put back a whole copy of the file, or let its researcher run "
    "framework check --repair, which puts the line aside"
)
_NEWER = "a newer framework wrote it; update, and nothing is written to the trail until then"


def read_trail(folder: Path) -> tuple[list[Command], list[Problem]]:
    """Return the commands in a study's trail and a problem for each line that is none.

    Files and lines may come in any order and any number of copies.
    """
    found: list[tuple[Command, str, int]] = []
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        name = f"{FOLDER}/{path.name}"
        try:
            lines = _lines(path.read_bytes())
        except OSError as fault:
            problems.append(Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable"))
        except _NoTrailError as fault:
            problems.append(Problem(name, fault.message, fault.hint, kind="no trail"))
        else:
            found += _commands(lines, name, problems)
    left = unnamed([command for command, _, _ in found])
    for place in sorted(left):
        _, name, number = found[place]
        message = "an act of this line is taken out, and no `erase` names it"
        hint = "nothing in it counts; wait for the others' files, or put back a whole copy of it"
        problems.append(Problem(name, message, hint, number, kind="odd line"))
    return [command for place, (command, _, _) in enumerate(found) if place not in left], problems


class _NoTrailError(RefusedError):
    """A whole file that is no trail: emptied, or stored as something else."""


def _lines(data: bytes) -> list[bytes]:
    """Return the lines of a file. Raises _NoTrailError where a sync service left something else."""
    if not data.strip(b"\0\r\n\t " + BOM_UTF8):
        what = "it holds nothing but NUL bytes" if b"\0" in data else "it is empty"
        raise _NoTrailError(f"{what}, as a sync service may leave a file", _ABSENT)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE, b"{\0", b"\0{")):
        raise _NoTrailError("it is stored as UTF-16, and a trail is UTF-8", _COPY)
    return data.splitlines()


def _commands(
    lines: Iterable[bytes], name: str, problems: list[Problem]
) -> Iterator[tuple[Command, str, int]]:
    """Return the commands of a file with their places, and tell of the lines that are none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            command = _parsed(line)
        except TornLineError as fault:
            problems.append(Problem(name, str(fault), _TORN, number, kind="torn line"))
        except ValueError as fault:
            hint = "nothing in it counts; put back the line as it was, or delete it"
            problems.append(Problem(name, str(fault), hint, number, kind="odd line"))
        else:
            yield command, name, number
            for verb in dict.fromkeys(act["verb"] for act in command.do if is_unknown(act)):
                message = f"unknown verb `{verb[:30]}`"
                problems.append(Problem(name, message, _NEWER, number, kind="unknown verb"))


def _parsed(line: bytes) -> Command:
    try:
        return Command.parse(line.removeprefix(BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        raise TornLineError("this line is not whole") from None


def append(folder: Path, cache: Path, by: str, do: Sequence[Act]) -> Command:
    """Write one command to a researcher's file and return it; when this returns, it is kept.

    Waits for another program of the same researcher. Raises RefusedError if the trail cannot
    be written, or holds what only a newer version understands, and for an act that would not be
    read again.
    """
    path = folder / FOLDER / f"{by}.jsonl"
    with _alone(path, cache):
        commands, problems = read_trail(folder)
        if unknown := sorted(n for one in commands for n, act in one.acts if is_unknown(act)):
            message = f"the trail holds an act of a newer framework ({unknown[0]})"
            raise RefusedError(message, "update framework")
        if broken := [one for one in problems if one.kind == "no trail"]:
            raise RefusedError(f"{broken[0].file}: {broken[0].message}", broken[0].hint)
        _empty_erased(path, named_by_erase(commands))
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        command = _kept_whole(Command.new(at, by, do))
        if not any(command.id == known.id for known in commands):
            _append_line(path, command.line().encode() + b"\n")
        return command


def _kept_whole(command: Command) -> Command:
    """Return a command. Raises RefusedError for one that would not be read again as it is."""
    try:
        return Command.parse(command.line())
    except ValueError as fault:
        raise RefusedError(f"this cannot be kept in the trail: {fault}") from None


def repair(folder: Path, cache: Path, by: str) -> list[str]:
    """Put the lines of a researcher's file aside that are not whole, and say what was done.

    They are kept in ``trail/NAME.torn``, byte by byte.
    """
    path = folder / FOLDER / f"{by}.jsonl"
    with _alone(path, cache):
        if not path.exists():
            return []
        data = path.read_bytes()
        lines = data.splitlines(keepends=True) if _is_trail(data) else []
        torn = [line for line in lines if line.strip() and _is_torn(line)]
        if not torn:
            return []
        aside = path.with_suffix(".torn")
        before = aside.read_bytes() if aside.exists() else b""
        whole = b"".join(line for line in lines if line not in torn)
        kept = before + b"".join(line.rstrip(b"\r\n") + b"\n" for line in torn)
        write_all({aside: kept, path: whole})
        where = aside.relative_to(folder).as_posix()
        return [f"{count(len(torn), 'torn line')} of {FOLDER}/{path.name} put aside in {where}."]


@contextmanager
def _alone(path: Path, cache: Path) -> Iterator[None]:
    """Keep other programs of the same researcher waiting. Raises RefusedError for what fails."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import, and only to write

    try:
        cache.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        with FileLock(cache / f"{path.stem}.lock", timeout=_WAIT_SECONDS):
            yield
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
    if not path.exists():
        write(path, line)
        return
    with path.open("ab+") as out:
        size = out.seek(0, os.SEEK_END)
        out.seek(size - 1)
        line = line if out.read(1) == b"\n" else b"\n" + line
        try:
            out.write(line)
            out.flush()
            os.fsync(out.fileno())
        except OSError:
            out.truncate(size)
            raise


def _empty_erased(path: Path, erased: Collection[str]) -> None:
    """Take out, of this researcher's own file, the words that an `erase` has named."""
    if not erased or not path.exists():
        return
    kept = path.read_bytes().splitlines(keepends=True)
    lines = [_emptied(line, erased) for line in kept]
    if lines != kept:
        write(path, b"".join(lines))


def _emptied(line: bytes, erased: Collection[str]) -> bytes:
    try:
        command = _parsed(line)
    except ValueError:
        return line
    emptied = command.without(erased)
    return line if emptied is command or emptied == command else emptied.line().encode() + b"\n"


def _is_trail(data: bytes) -> bool:
    try:
        _lines(data)
    except _NoTrailError:
        return False
    return True


def _is_torn(line: bytes) -> bool:
    try:
        _parsed(line)
    except TornLineError:
        return True
    except ValueError:
        return False
    return False
