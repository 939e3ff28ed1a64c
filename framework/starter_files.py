"""What stands in a new study's files, from what its researcher answered."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framework.cases.plans_file import KIND
from framework.errors import RefusedError
from framework.plain.text import INITIALS
from framework.workbook.sheets import table_template

KINDS = ("focus group", "interview")
_NAME = re.compile(r"\w[\w -]*")
_PLAIN = re.compile(r"\w(?:[\w .-]*[\w.])?")
_COLUMNS = ("case", "file", "row", "kind", "group", "date")
_TAKEN = (*_COLUMNS, "role")

_STUDY = """\
# What this study is. Every value is text; lines beginning with # are notes to yourself.
format: 1
id: {id}
name: {name}
title: {title}
codebook: codebooks/{name}.{ending}

# What cases are compared by: columns of {cases}. A value may have a printed name.
{attributes}
# A workbook for each kind of case. A kind without cases makes none.
charts:
{charts}
# Who works on it: initials and name.
researchers:
  {initials}: {researcher}

attribution: {attribution}
"""
_NO_ATTRIBUTES = """\
# attributes:
#   - name: team
#     values:
#       OP: older people
#       LD: learning disability
"""
_CODEBOOK = """\
# Themes and subthemes. A number belongs to one subtheme for good.
format: 1
themes:
  - number: 1
    name: First theme
    subthemes:
      - number: 1.1
        name: First subtheme
        definition: What belongs here.
        include: What else belongs here.
        exclude: What does not, and where it goes instead.
        origin: topic guide
        terms: [first words, other words]
"""


@dataclass(frozen=True)
class Start:
    """What a researcher says of a new study. What she leaves open is filled in."""

    title: str
    researcher: str = ""
    initials: str = ""
    kinds: Sequence[str] = KINDS
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What cases are compared by: the values of each, with their printed names."""

    def files(self, identity: str, name: str, *, workbooks: bool) -> dict[str, bytes]:
        """Return the study's first files by path; `name` is the one its built files have."""
        ending, table = ("xlsx", "xlsx") if workbooks else ("yaml", "csv")
        cases = f"transcripts/cases.{table}"
        study = _STUDY.format(
            id=identity,
            name=name,
            title=_quoted(self.title),
            ending=ending,
            cases=cases,
            attributes=self._attributes() or _NO_ATTRIBUTES,
            charts=self._charts(),
            initials=self.initials or initials_of(self.researcher) or "ab",
            researcher=_quoted(self.researcher or self.initials or "A. Body"),
            attribution=_quoted(self._attribution()),
        )
        return {"study.yaml": study.encode()} | {
            f"codebooks/{name}.{ending}": self._codebook(workbooks=workbooks),
            cases: self._cases(workbooks=workbooks),
            f"transcripts/speakers.{table}": self._speakers(workbooks=workbooks),
        }

    def _attributes(self) -> str:
        lines = []
        for name, values in self.attributes.items():
            lines.append(f"  - name: {name}")
            lines += ["    values:"] if values else []
            lines += [f"      {_quoted(one)}: {_quoted(told)}" for one, told in values.items()]
        return "".join(f"{line}\n" for line in (["attributes:", *lines] if lines else []))

    def _charts(self) -> str:
        by = list(self.attributes)
        crossed = [" and ".join(by)] if len(by) == 2 else []
        lines = [f"      - {one}" for one in (*by, *crossed)]
        lines = ["    summaries:", *lines] if by else []
        return "".join(f"{line}\n" for kind in self.kinds for line in (f"  - kind: {kind}", *lines))

    def _attribution(self) -> str:
        fields = [f"{{{name}}}" for name in self.attributes if name.isidentifier()]
        return f"({{role}}, {', '.join(fields)} {{group}})" if fields else "({role}, {case})"

    def _codebook(self, *, workbooks: bool) -> bytes:
        return (
            table_template.table_workbook(table_template.CODEBOOK)
            if workbooks
            else _CODEBOOK.encode()
        )

    def _cases(self, *, workbooks: bool) -> bytes:
        if workbooks:
            values = {name: list(values) for name, values in self.attributes.items()}
            return table_template.table_workbook(table_template.cases(self.kinds, values))
        columns = (*_COLUMNS[:4], *self.attributes, *_COLUMNS[4:])
        return (",".join(columns) + "\n").encode()

    def _speakers(self, *, workbooks: bool) -> bytes:
        if workbooks:
            return table_template.table_workbook(table_template.SPEAKERS)
        return b"case,label,speaker,kind,role\n"


def initials_of(name: str) -> str:
    """Return initials for a name, in the letters that initials may have; empty if it has none.

    >>> initials_of("Zoë van Dam"), initials_of("Ólafur")
    ('zvd', 'ol')
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[a-z]+", "".join(one for one in letters if not unicodedata.combining(one)))
    found = "".join(word[0] for word in words)[:5]
    found = found if len(found) > 1 else "".join(words)[:2]
    return found if INITIALS.fullmatch(found) else ""


def title(answer: str) -> str:
    """Return a title or a name as it is kept. Raises RefusedError for what no line can hold."""
    found = " ".join(answer.split())
    if not found.isprintable():
        raise RefusedError(f"{found!a} holds characters that cannot be printed", "retype it")
    return found


def initials(answer: str) -> str:
    """Return initials in small letters. Raises RefusedError for what cannot be initials."""
    found = answer.strip().casefold()
    if not found or INITIALS.fullmatch(found):
        return found
    raise RefusedError(f"`{answer}` cannot be initials", "two to five letters from a to z, as ek")


def kinds(answer: str) -> list[str]:
    """Return the kinds of case that an answer lists. Raises RefusedError for an odd one."""
    found = list(dict.fromkeys(" ".join(one.split()) for one in answer.split(",") if one.strip()))
    if not found:
        raise RefusedError("no kind of case is named", "such as: focus group, interview")
    for kind in found:
        if not KIND.fullmatch(kind):
            raise RefusedError(
                f"`{kind}` cannot be a kind of case", "letters, digits, spaces, - and _ only"
            )
    files = ["-".join(kind.split()).casefold() for kind in found]
    if len(set(files)) < len(files):
        raise RefusedError("two kinds of case have one name", "give one of them another name")
    return found


def attributes(answer: str) -> dict[str, dict[str, str]]:
    """Return what an answer compares cases by: ``team: OP = older people, LD; area``.

    Raises RefusedError for a name that a column cannot have, and for one given twice.
    """
    found: dict[str, dict[str, str]] = {}
    for part in filter(str.strip, answer.split(";")):
        name, _, listed = part.partition(":")
        name = " ".join(name.casefold().split())
        if not _NAME.fullmatch(name) or " and " in name:
            raise RefusedError(
                f"`{name}` cannot name what cases are compared by", "as team: OP, LD; area"
            )
        if name in _TAKEN or name in found:
            used = "is there already" if name in found else "has a meaning of its own in the tables"
            raise RefusedError(f"`{name}` {used}", "choose another word")
        found[name] = _values(name, listed)
    return found


def _values(name: str, listed: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in filter(str.strip, listed.split(",")):
        value, _, printed = (each.strip() for each in one.partition("="))
        if not value or value in values or value.endswith("?") or not one.strip().isprintable():
            raise RefusedError(f"`{one.strip()}` cannot be a value of {name}", "as team: OP, LD")
        values[value] = printed or value
    return values


def _quoted(text: str) -> str:
    """Return text as YAML holds it on one line."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
