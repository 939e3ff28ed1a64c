"""Readers of transcripts: one small file a format, behind `read_transcript`.

A format's reader turns bytes into a `Source`; `rows` or `labels` tells who speaks in it, unless
the format does; `turns` puts the turns together. Every visible character is accounted for on
every reading.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from framework.cases.recipes import PLAIN, Recipe
from framework.errors import Problem
from framework.plain.archives import read_file
from framework.plain.encoding import doubt
from framework.plain.faults import UnreadableError
from framework.plain.place import STUDY_FILE
from framework.plain.text import near, visible
from framework.transcripts.doubts import doubts
from framework.transcripts.layouts import LAYOUTS, layout_of, tell
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading.overruled import Overruled
from framework.transcripts.reading.turns import place_turns
from framework.transcripts.reading.voices import one_voice, unsure
from framework.transcripts.transcript import Reading

READERS = {
    ".cha": "chat",
    ".csv": "delimited",
    ".doc": "old_word",
    ".docx": "docx",
    ".eaf": "elan",
    ".htm": "html",
    ".html": "html",
    ".json": "spoken_json",
    ".md": "markdown",
    ".odt": "odt",
    ".otr": "otranscribe",
    ".pdf": "pdf",
    ".rst": "markdown",
    ".rtf": "rtf",
    ".srt": "vtt",
    ".tsv": "delimited",
    ".txt": "plain",
    ".vtt": "vtt",
    ".xlsx": "sheet",
}
"""The module that reads a file with each ending."""

MAX_BYTES = 200_000_000


def read_transcript(
    path: Path, name: str, registered: Collection[str] = (), recipe: Recipe = PLAIN
) -> Reading:
    """Return all that is in a transcript's file; what keeps it from being read is a problem.

    `name` is what problems call the file; `registered` are the labels it is known to have.
    """
    try:
        data = read_file(path, MAX_BYTES)
    except UnreadableError as fault:
        return _unread(name, str(fault), "unreadable")
    module = READERS.get(path.suffix.lower())
    layout = layout_of(recipe.layout) if recipe.layout else ""
    if not data.strip():
        return _unread(name, "empty", "empty")
    if module is None:
        hint = f"read so far: {', '.join(sorted(READERS))}; save it as one of these"
        return _unread(
            name, f"no reader for `{path.suffix or path.name}` files", "unknown ending", hint
        )
    try:
        source = _recoded(module, data, recipe)
        telling = source.telling or tell(source.paragraphs, registered, layout or "")
    except UnreadableError as fault:
        return _unread(name, str(fault), "unreadable", line=fault.line)
    overruled = Overruled(one_voice(telling, registered), recipe)
    faults = tuple(_unfit(path.name, recipe, layout, overruled))
    reading = place_turns(source, overruled.telling, name, sha256(data).hexdigest())
    reading = replace(reading, unsure=unsure(overruled.telling, registered, recipe.speech))
    told = (doubt(source.encoding),) if doubt(source.encoding) else ()
    remarks = (*told, *reading.remarks, *doubts(reading, registered))
    reading = replace(reading, remarks=remarks, problems=faults or reading.problems)
    return reading if faults else _accounted(source, reading)


def _unfit(
    name: str, recipe: Recipe, layout: str | None, overruled: Overruled
) -> Iterator[Problem]:
    """Return a problem for each thing in a recipe that a file is not like, at its line."""
    if layout is None:
        names = ", ".join(f"`{one}`" for one in near(recipe.layout, LAYOUTS))
        message = f"no layout is called `{recipe.layout}`"
        hint = f"perhaps {names}" if names else "docs/reference/layouts.md has them all"
        yield Problem(STUDY_FILE, message, hint, recipe.layout.line, kind="layout")
    elif layout and layout != overruled.telling.layout:
        message = f"{name} is not laid out as `{layout}`"
        hint = "without `layout` its own is found, and `framework read` tells it"
        yield Problem(STUDY_FILE, message, hint, recipe.layout.line, kind="layout")
    else:
        hint = "copy it from the file, with * for what differs, or take it out"
        for one in overruled.idle:
            message = f"no line of {name} reads `{one}`"
            yield Problem(STUDY_FILE, message, hint, one.line, kind="recipe")


def _recoded(module: str, data: bytes, recipe: Recipe) -> Source:
    """Return the source of a file; where a recipe knows its encoding, nothing else is tried."""
    if not recipe.encoding:
        return _source(module, data)
    try:
        source = _source(module, data.decode(recipe.encoding).encode("utf-8"))
    except (ValueError, LookupError):
        raise UnreadableError(f"no {recipe.encoding} text, which its recipe says") from None
    told = f"{recipe.encoding}, as its recipe says"
    remarks = tuple(
        each.replace("read as utf-8:", f"read as {told}:", 1) for each in source.remarks
    )
    return replace(source, encoding=told, remarks=remarks)


@lru_cache(maxsize=1)
def _source(module: str, data: bytes) -> Source:
    """Return what a format's reader finds. Cases that share a file, a survey's, come in a row."""
    reader: Callable[[bytes], Source] = import_module(f"{__name__}.{module}").read
    return reader(data)


def _unread(name: str, message: str, kind: str, hint: str = "", line: int | None = None) -> Reading:
    return Reading(name, problems=(Problem(name, message, hint, line, kind=kind),))


def _accounted(source: Source, reading: Reading) -> Reading:
    """Return the reading, with a problem if a visible character of the source is not in it."""
    held = sum(
        visible(said.marker) + (0 if said.echo else visible(said.text)) for said in reading.spoken
    )
    held += sum(visible(aside.text) for aside in (*reading.events, *reading.unplaced))
    held += sum(visible(text) for text in reading.metadata.values())
    held += sum(visible(comment.text) for comment in reading.comments)
    if held == source.visible:
        return reading
    message = (
        f"{source.visible:,} visible characters in the file and {held:,} in what was read of it"
    )
    fault = Problem(reading.file, message, "please report this file's layout", kind="accounting")
    return Reading(reading.file, reading.hash, problems=(*reading.problems, fault))
