"""What is no plain file, or far more than a transcript, is refused before it costs anything."""

import os
import sys
from pathlib import Path

import pytest

from framework.plain.archives import parse_xml, read_file
from framework.plain.faults import UnreadableError
from tests.conftest import Run


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
@pytest.mark.parametrize("ending", [".txt", ".docx", ".xlsx"])
def test_a_pipe_and_a_device_are_told_and_never_opened(
    tmp_path: Path, run: Run, ending: str
) -> None:
    pipe, device = tmp_path / f"pipe{ending}", tmp_path / f"device{ending}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    printed = run(tmp_path, "read", pipe.name, device.name)
    assert printed.exit_code == 1
    for path in (pipe, device):
        assert f"{path.name}: a device or a pipe, and no file" in printed.output


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_a_draft_that_is_a_pipe_is_told(folder: Path, run: Run) -> None:
    os.mkfifo(folder / "draft.md")
    printed = run(folder, "verify", "draft.md")
    assert "draft.md: a device or a pipe, and no file" in printed.stderr


def test_a_folder_and_a_large_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 2_000_001)
    with pytest.raises(UnreadableError, match="a folder, and no file"):
        read_file(tmp_path, 9)
    with pytest.raises(UnreadableError, match="larger than 2 MB"):
        read_file(tmp_path / "large", 2_000_000)


def test_more_tags_than_may_be_are_refused_before_they_are_a_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("framework.plain.archives.MAX_TAGS", 5)
    with pytest.raises(UnreadableError, match="holds far more than a transcript does"):
        parse_xml(b"<a>" + b"<b/>" * 5 + b"no end")
