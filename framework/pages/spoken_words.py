"""The words of all transcripts as one script beside the pages: what their search looks through.

A page opened from a disk may fetch nothing but scripts. This one holds data alone, once for all
pages, and is fetched when somebody first searches.
"""

import json
from collections.abc import Iterable
from typing import Any

from framework.transcripts.transcript import Transcript

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def words_script(transcripts: Iterable[Transcript]) -> bytes:
    """Return the script: of each transcript its case, its speakers, and its turns."""
    found = as_json([_spoken(one) for one in transcripts])
    return f"var transcripts = {found};\n".encode("utf-8", "backslashreplace")


def as_json(found: Any) -> str:
    r"""Return JSON that no text in it can end: ``<`` is ``\u003c``, and so on."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _spoken(transcript: Transcript) -> list[Any]:
    who = {turn.who: None for turn in transcript.turns}
    places = {name: place for place, name in enumerate(who)}
    turns = [[turn.number, places[turn.who], turn.text] for turn in transcript.turns]
    return [transcript.case, list(who), turns]
