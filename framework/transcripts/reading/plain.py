"""Plain text: every line is a paragraph, known by its number."""

from framework.plain.encoding import decode
from framework.plain.text import visible
from framework.transcripts.paragraphs import Paragraph, Source


def read(data: bytes) -> Source:
    """Return the lines of a text file. Raises UnreadableError for bytes that are no one text."""
    text, encoding = decode(data)
    lines = text.split("\n")
    paragraphs = tuple(
        Paragraph(line, {"line": number}) for number, line in enumerate(lines, 1) if line.strip()
    )
    odd = next((line.strip() for line in lines if not line.isascii() and line.strip()), "")
    remarks = (f"read as {encoding}: “{odd[:60]}”",) if odd else ()
    return Source(paragraphs, visible(text), encoding, remarks=remarks)
