"""Chromium without a screen, driven over its own debugging pipe: what a reader does and sees."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
)
LONGEST = 120
"""After so many seconds the browser is ended, whatever it waits for."""
KEYS = {"Enter": "\r"}


class Browser:
    """One tab. Commands are those of the DevTools protocol, a NUL after each."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO) -> None:
        """Open the tab; `commands` and `answers` are the two ends of the pipe."""
        self.commands, self.answers, self.number = commands, answers, 0
        self.session: dict[str, str] = {}
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = {"sessionId": attached["sessionId"]}

    def send(self, method: str, **params: Any) -> Any:
        """Return the answer to a command."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": params, **self.session}
        self.commands.write(json.dumps(command).encode() + b"\0")
        self.commands.flush()
        answer: dict[str, Any] = {}
        while answer.get("id") != self.number:  # what is told unasked is passed over
            answer = json.loads(self._message())
        assert "error" not in answer, answer
        return answer["result"]

    def _message(self) -> bytes:
        found = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            assert byte, "the browser has ended"
            found += byte
        return bytes(found)

    @contextmanager
    def sized(self, width: int, height: int) -> Iterator[None]:
        """Give the window a size in CSS pixels for a while."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        yield
        self.send("Emulation.clearDeviceMetricsOverride")

    def open(self, file: Path, place: str = "", *, script: bool = True) -> None:
        """Open a file at a place in it, and wait until it is there."""
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=f"{file.as_uri()}{place}")
        while self.see("document.readyState") != "complete":
            pass

    def see(self, expression: str) -> Any:
        """Return what an expression is worth in the page."""
        told = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self.send("Runtime.evaluate", **told)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys, one after another, where the focus is."""
        for key in keys:
            text = {"text": KEYS[key]} if key in KEYS else {}
            self.send("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=key)


@contextmanager
def opened(profile: Path) -> Iterator[Browser]:
    """Start the browser, and end it afterwards."""
    (theirs, commands), (answers, told) = os.pipe(), os.pipe()
    call = 'exec 3<"$0" 4>"$1"; shift; exec "$@"'
    paths = [f"/dev/fd/{theirs}", f"/dev/fd/{told}"]
    program = [str(PROGRAM), *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    with (
        subprocess.Popen(
            ["sh", "-c", call, *paths, *program],
            pass_fds=(theirs, told),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
        os.fdopen(commands, "wb") as write,
        os.fdopen(answers, "rb") as read,
    ):
        os.close(theirs)
        os.close(told)
        limit = Timer(LONGEST, process.kill)
        limit.start()
        try:
            yield Browser(write, read)
        finally:
            limit.cancel()
            process.terminate()
