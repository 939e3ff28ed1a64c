"""Reading copies as Word files: A4, a wide margin to write in, the same bytes each time.

Written straight as the few parts a Word file needs: one table, a row a turn.
"""

import io
import zipfile
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from framework.case import Attribute
from framework.formats.excel.base import storable
from framework.formats.reading_copies import example, facts
from framework.reading_copy import ReadingCopy
from framework.text import inert

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
    "event": f'{_SANS}<w:i/>{_GREY}<w:sz w:val="18"/>',
}


def as_word(
    copies: Sequence[ReadingCopy], title: str, attributes: Sequence[Attribute]
) -> dict[str, bytes]:
    """Return the Word file of each reading copy by its file's name, ``ASH-OP-1.docx``."""
    loader = PackageLoader("framework.formats")
    jinja = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True)
    jinja.filters["storable"] = lambda text: storable(inert(str(text)))
    template = jinja.get_template("reading_copy.xml")
    looks = {name: Markup(look) for name, look in _LOOKS.items()}  # noqa: S704 - the project's own
    return {
        f"{copy.case.id}.docx": _zipped(
            template.render(
                copy=copy, facts=facts(copy, title, attributes), example=example(copy), looks=looks
            )
        )
        for copy in copies
    }


def _zipped(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "word/document.xml": document.strip()}.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
