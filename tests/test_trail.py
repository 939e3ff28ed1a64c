"""The trail's files: appended, never lost, shared."""

import json
import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from framework import Study
from framework.errors import RefusedError
from framework.trail import files as trail
from framework.trail.command import Command
from framework.trail.decisions import fold
from framework.trail.files import append, read_trail
from tests.conftest import Run, lay_out


def note(text: str) -> dict[str, object]:
    return {"verb": "summarise", "row": {"case": "A"}, "subtheme": "2.1", "text": text}


def written(folder: Path) -> list[Command]:
    commands, problems = read_trail(folder)
    assert problems == []
    return commands


def test_what_was_written_is_read(tmp_path: Path) -> None:
    first = append(tmp_path, tmp_path / "cache", "ek", [note("one")])
    second = append(tmp_path, tmp_path / "cache", "rt", [note("two")])
    assert written(tmp_path) == [first, second]
    assert (tmp_path / "trail/ek.jsonl").read_bytes().endswith(b"\n")


def test_a_kill_at_any_byte_leaves_whole_commands(tmp_path: Path) -> None:
    for text in ("one", "“two” – 😀"):
        append(tmp_path, tmp_path / "cache", "ek", [note(text)])
    path = tmp_path / "trail/ek.jsonl"
    whole = path.read_bytes()
    first = written(tmp_path)[0]
    start = whole.index(b"\n") + 1
    for end in range(start, len(whole) + 1):
        path.write_bytes(whole[:end])
        commands, problems = read_trail(tmp_path)
        assert commands[0] == first
        assert len(commands) + len(problems) == 1 + (end > start)
        path.write_bytes(whole[:end])
        third = append(tmp_path, tmp_path / "cache", "ek", [note("three")])
        assert read_trail(tmp_path)[0] == [*commands, third]


def test_a_torn_line_is_told_with_its_place_and_left_alone(tmp_path: Path) -> None:
    append(tmp_path, tmp_path / "cache", "ek", [note("one")])
    path = tmp_path / "trail/ek.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id":"ek-12')
    append(tmp_path, tmp_path / "cache", "ek", [note("two")])
    commands, problems = read_trail(tmp_path)
    assert len(commands) == 2
    assert len(problems) == 1
    told = "trail/ek.jsonl:2: this line is not whole; nothing in it counts; put back a whole copy"
    assert str(problems[0]).startswith(told)
    assert "framework check --repair" in str(problems[0])
    assert b'{"id":"ek-12\n' in path.read_bytes()


def test_a_line_changed_by_hand_is_told_and_does_not_count(tmp_path: Path) -> None:
    append(tmp_path, tmp_path / "cache", "ek", [note("they agreed")])
    path = tmp_path / "trail/ek.jsonl"
    path.write_text(path.read_text("utf-8").replace("they agreed", "they differed"), "utf-8")
    commands, problems = read_trail(tmp_path)
    assert commands == []
    assert "changed after it was written" in str(problems[0])


def test_conflicted_copies_merge_as_a_set(tmp_path: Path) -> None:
    append(tmp_path, tmp_path / "cache", "ek", [note("one")])
    path = tmp_path / "trail/ek.jsonl"
    (tmp_path / "trail/ek (conflicted copy 2026-11-20).jsonl").write_bytes(path.read_bytes())
    append(tmp_path, tmp_path / "cache", "ek", [note("two")])
    assert len(fold(written(tmp_path)).commands) == 2


def test_an_unknown_verb_is_told_kept_and_stops_writing(tmp_path: Path) -> None:
    append(tmp_path, tmp_path / "cache", "ek", [note("one")])
    odd = Command.new("2030-01-01T00:00:00Z", "rt", [{"verb": "telepathise"}])
    path = tmp_path / "trail/rt.jsonl"
    path.write_text(odd.line() + "\n", "utf-8")
    commands, problems = read_trail(tmp_path)
    assert odd in commands
    assert "trail/rt.jsonl:1: unknown verb `telepathise`" in str(problems[0])
    before = (tmp_path / "trail/ek.jsonl").read_bytes()
    with pytest.raises(RefusedError, match="newer framework"):
        append(tmp_path, tmp_path / "cache", "ek", [note("two")])
    assert (tmp_path / "trail/ek.jsonl").read_bytes() == before


def test_erased_words_leave_ones_own_file_at_the_next_write(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    line = append(tmp_path, cache, "ek", [note("Janet Smith of Mill Lane"), note("and more")])
    append(tmp_path, cache, "rt", [{"verb": "erase", "acts": [f"{line.id}/1"]}])
    assert "Janet" in (tmp_path / "trail/ek.jsonl").read_text("utf-8")
    append(tmp_path, cache, "ek", [note("next")])
    kept = [
        json.loads(each) for each in (tmp_path / "trail/ek.jsonl").read_text("utf-8").splitlines()
    ]
    assert kept[0]["id"] == line.id
    assert kept[0]["do"][0] == {"erased": True}
    assert kept[0]["do"][1]["text"] == "and more"
    assert len(written(tmp_path)) == 3


def test_a_write_waits_for_another_program_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(tmp_path, tmp_path / "cache", "ek", [note("one")])
    monkeypatch.setattr(trail, "_WAIT_SECONDS", 0.05)
    with FileLock(tmp_path / "cache/ek.lock"), pytest.raises(RefusedError, match="another program"):
        append(tmp_path, tmp_path / "cache", "ek", [note("two")])
    assert len(written(tmp_path)) == 1


def _writes(folder: Path, name: str) -> None:
    for number in range(15):
        append(folder, folder / "cache", "ek", [note(f"{name} {number}")])


def test_two_processes_of_one_researcher_take_turns(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_writes, args=(tmp_path, name)) for name in ("one", "two")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    texts = [command.do[0]["text"] for command in written(tmp_path)]
    assert sorted(texts) == sorted(
        f"{name} {number}" for name in ("one", "two") for number in range(15)
    )


def charted(folder: Path) -> Path:
    """Two researchers have written, each in a cell of her own."""
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.summarise("HAR-LD-1", "2.2", "Hers [2].", by="rt")
    lay_out(folder, {"drafts/d.md": "Nothing is quoted.\n"})
    return folder / "trail/rt.jsonl"


COMMANDS = (
    "check",
    "chart --researcher ek",
    "index ASH-OP-1 2 2.1 --researcher ek",
    "trace 2.1",
    "undo --researcher ek",
    "verify drafts/d.md",
    "propose",
    "finding list",
    "codebook renamed 2.1 --researcher ek",
    "import drafts/d.md --researcher ek",
    "reread HAR-LD-1 2.2 --researcher rt",
)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (lambda data: b"\0" * len(data), "it holds nothing but NUL bytes"),
        (lambda _: b"\xef\xbb\xbf\r\n", "it is empty"),
        (lambda _: b"", "it is empty"),
        (lambda data: data.decode().encode("utf-16"), "it is stored as UTF-16"),
        (lambda data: data.decode().encode("utf-16-be"), "it is stored as UTF-16"),
        (lambda data: data + b"\0" * 512, "2: this line is not whole"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_sync_service_made_of_a_trail_is_told_by_every_command(
    folder: Path, run: Run, left: Callable[[bytes], bytes], told: str, command: str
) -> None:
    path = charted(folder)
    path.write_bytes(left(path.read_bytes()))
    printed = run(folder, *command.split())
    assert printed.exit_code == 1
    output = " ".join((printed.output + printed.stderr).split())
    assert f"trail/rt.jsonl:{'' if told[0] == '2' else ' '}{told}" in output
    assert not (folder / "charts").exists()


@pytest.mark.parametrize("change", [b"\r\n", b"\r"])
def test_a_mark_and_other_line_ends_are_read(folder: Path, change: bytes) -> None:
    path = charted(folder)
    ours = path.with_name("ek.jsonl")
    data = path.read_bytes() + b"\xef\xbb\xbf" + ours.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", change))
    ours.unlink()
    assert len(written(folder)) == 2
    append(folder, folder / "cache", "rt", [note("more")])
    assert len(written(folder)) == 3


def test_words_are_erased_in_a_trail_with_a_mark(tmp_path: Path) -> None:
    line = append(tmp_path, tmp_path / "cache", "ek", [note("Janet Smith")])
    path = tmp_path / "trail/ek.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    append(tmp_path, tmp_path / "cache", "rt", [{"verb": "erase", "acts": [f"{line.id}/1"]}])
    append(tmp_path, tmp_path / "cache", "ek", [note("next")])
    assert b"Janet" not in path.read_bytes()
    assert len(written(tmp_path)) == 3


@pytest.mark.parametrize("command", ["read", "add come/new.txt --kind interview"])
def test_what_does_not_rest_on_the_trail_goes_on_and_tells(
    folder: Path, run: Run, command: str
) -> None:
    charted(folder).write_bytes(b"")
    lay_out(folder, {"come/new.txt": "Int: And?\nKA1: So.\nInt: Yes?\nKA1: Mm.\n"})
    printed = run(
        folder, *command.split(), *(["--kind", "focus group"] if "add" in command else [])
    )
    assert printed.exit_code == 0
    assert "trail/rt.jsonl: it is empty" in printed.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("known", ["over", "undo", "built", "tables"])
def test_a_trail_that_is_gone_is_told_wherever_its_lines_are_known(
    folder: Path, run: Run, known: str, command: str
) -> None:
    path = charted(folder)
    hers = Study.open(folder)
    if known == "over":
        hers.summarise("HAR-LD-1", "2.2", "Hers, all the same [2].", by="ek")
    elif known == "undo":
        (line,) = {one.id for one in hers.decisions.commands.values() if one.by == "rt"}
        hers.undo(line, by="ek")
    else:
        hers.chart(by="ek")
        shutil.rmtree(folder / ("charts" if known == "built" else ".framework"))
    path.rename(path.with_suffix(".jsonl.icloud"))
    printed = run(folder, *command.split())
    assert printed.exit_code == 1
    assert "trail/rt.jsonl: " in printed.output + printed.stderr
    assert "put it back from a copy" in " ".join((printed.output + printed.stderr).split())


def test_a_torn_line_is_put_aside_on_request_and_no_byte_is_lost(folder: Path, run: Run) -> None:
    theirs = charted(folder)
    ours = theirs.with_name("ek.jsonl")
    whole = ours.read_bytes()
    for torn in (b'{"id":"ek-12', b"\0\0\0"):
        ours.write_bytes(whole + torn)
        assert "framework check --repair" in run(folder, "check").output
        printed = run(folder, "check", "--repair", "--researcher", "ek")
        assert printed.exit_code == 0, printed.output
        assert "1 torn line of trail/ek.jsonl put aside in trail/ek.torn" in printed.output
        assert ours.read_bytes() == whole
    assert (folder / "trail/ek.torn").read_bytes() == b'{"id":"ek-12\n\0\0\0\n'
    assert run(folder, "check", "--repair").output.splitlines()[-1] == "In order."


def test_only_ones_own_torn_lines_are_put_aside(folder: Path, run: Run) -> None:
    theirs = charted(folder)
    theirs.write_bytes(theirs.read_bytes() + b"{")
    before = theirs.read_bytes()
    assert run(folder, "check", "--repair", "--researcher", "ek").exit_code == 1
    assert theirs.read_bytes() == before


def test_a_file_that_is_no_trail_is_not_put_aside(folder: Path, run: Run) -> None:
    ours = charted(folder).with_name("ek.jsonl")
    ours.write_bytes(b"\0" * 400)
    printed = run(folder, "check", "--repair", "--researcher", "ek")
    assert printed.exit_code == 1
    assert "trail/ek.jsonl: it holds nothing but NUL bytes" in printed.output
    assert ours.read_bytes() == b"\0" * 400


def test_a_line_that_was_changed_is_not_torn_and_stays(folder: Path, run: Run) -> None:
    ours = charted(folder).with_name("ek.jsonl")
    ours.write_bytes(ours.read_bytes().replace(b"His", b"Her"))
    before = ours.read_bytes()
    assert run(folder, "check", "--repair", "--researcher", "ek").exit_code == 1
    assert ours.read_bytes() == before
