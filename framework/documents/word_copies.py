"""Reading copies as Word files: A4, a wide margin to write in, the same bytes each time.

Written straight as the few parts a Word file needs: one table, a row a turn.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from framework.cases.case import Attribute
from framework.charts.reading_copy import CopiedTurn, ReadingCopy
from framework.pages.reading_copies import example, facts
from framework.plain.stored import storable
from framework.plain.text import inert

_DATE = (2000, 1, 1, 0, 0, 0)
_PARTS = {
    "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
_GREY = '<w:color w:val="616E7C"/>'
_LOOKS = {
    "title": f'{_SANS}<w:b/><w:color w:val="1F4E5F"/><w:sz w:val="32"/>',
    "number": f'{_SANS}<w:b/><w:color w:val="1F4E5F"/>',
    "speaker": f"{_SANS}<w:b/>",
    "small": f'{_SANS}{_GREY}<w:sz w:val="16"/>',
    "grey": _GREY,
    "": "",
    "event": f'{_SANS}<w:i/>{_GREY}<w:sz w:val="18"/>',
}
_WIDTHS = (1000, 1700, 5000, 2500)
"""Of number, speaker, words and margin, in twentieths of a point."""
_LINE = '<w:tcBorders><w:left w:val="single" w:sz="4" w:color="B8C2CC"/></w:tcBorders>'
_BOXES = tuple(
    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_LINE if width == _WIDTHS[-1] else ""}'
    "</w:tcPr>"
    for width in _WIDTHS
)
_SPACED = '<w:p><w:pPr><w:spacing w:after="50"/></w:pPr>'
_BEFORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
_TABLE = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    f"</w:tblPr><w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{w}{chr(34)}/>' for w in _WIDTHS)}"
    "</w:tblGrid>"
)
_AFTER = (
    '</w:tbl><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="850" '
    'w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    "</w:body></w:document>"
)


def as_word(
    copies: Sequence[ReadingCopy], title: str, attributes: Sequence[Attribute]
) -> dict[str, bytes]:
    """Return the Word file of each reading copy by its file's name, ``ASH-OP-1.docx``."""
    return {
        f"{copy.case.id}.docx": _zipped(_document(copy, facts(copy, title, attributes)))
        for copy in copies
    }


def _document(copy: ReadingCopy, told: str) -> str:
    """Return the XML of a copy: what it is, what stands before the talk, a row a turn."""
    case, number = copy.case.id, example(copy)
    how = (
        f"Turn numbers stay. Refer to a turn as [{number}] in a cell of this case, and as "
        f"[{case} {number}] elsewhere. Grey: moderators, who are context and not data. In the "
        "margin: the cells that refer to a turn."
    )
    head = [_paragraph(case, "title"), _paragraph(told, "small"), _paragraph(how, "small")]
    front = [_paragraph(line, "small") for line in copy.front]
    rows = [_row(each) for each in copy.turns]
    return "".join([_BEFORE, *head, *front, _TABLE, *rows, _AFTER])


def _row(each: CopiedTurn) -> str:
    turn = each.turn
    said = _paragraph(turn.text, "grey" if turn.kind == "moderator" else "")
    if each.questions:
        said += _paragraph(f"may put guide question {', '.join(each.questions)}", "small")
    if each.after:
        said += _paragraph("\n".join(each.after), "event")
    who = turn.speaker.role or turn.kind or "not known"
    boxes = (
        _paragraph(turn.number, "number") + _paragraph(each.place, "small"),
        _paragraph(turn.speaker.label, "speaker") + _paragraph(who, "small"),
        said,
        _paragraph("\n".join(each.cells), "small"),
    )
    inside = "".join(begin + box + "</w:tc>" for begin, box in zip(_BOXES, boxes, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def _paragraph(text: str, look: str) -> str:
    lines = escape(storable(inert(text))).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"{_SPACED}<w:r><w:rPr>{_LOOKS[look]}</w:rPr>{said}</w:r></w:p>"


def _zipped(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
