"""The trail's files: appended, never lost, shared."""

import json
import multiprocessing
from pathlib import Path

import pytest
from filelock import FileLock

from framework.errors import RefusedError
from framework.storage import trail
from framework.storage.trail import append, read_trail
from framework.trail.decisions import Command, fold


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
    told = "trail/ek.jsonl:2: this line is not whole; nothing in it counts; delete the line, "
    assert str(problems[0]) == told + "or put back a whole copy of it"
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
