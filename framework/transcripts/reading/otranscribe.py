"""oTranscribe (.otr): JSON whose text is a page, with the time stamps that somebody set."""

import json
from dataclasses import replace

from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.text import visible
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading import html


def read(data: bytes) -> Source:
    """Return the paragraphs of a file. Raises UnreadableError if it is not oTranscribe's."""
    text, encoding = decode(data)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("damaged JSON; get it again from where it came") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("text"), str):
        raise UnreadableError("not an oTranscribe file, whatever its ending says")
    source = html.page(whole["text"] or "<p></p>", encoding)
    media = whole.get("media")
    if not isinstance(media, str) or not media.strip():
        return source
    metadata = {**source.metadata, "media": media}
    return replace(source, metadata=metadata, visible=source.visible + visible(media))
