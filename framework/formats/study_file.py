"""Reads study.yaml: what the study is called, what its cases are charted by, and who charts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framework.charts.chart import Plan
from framework.errors import Problem
from framework.formats.codebooks import FORMAT, newer
from framework.formats.plain_yaml import Entries, Items, Text, expect, load
from framework.formats.recipes import Recipe, read_recipes, recipe_for
from framework.material.case import Attribute
from framework.material.quote import DEFAULT, fields
from framework.proposals.propose import WHEN
from framework.storage.place import STUDY_FILE as FILE

_NAME = re.compile(r"\w[\w-]*")
_KIND = re.compile(r"\w[\w -]*")
_INITIALS = re.compile(r"[a-z]{2,5}\d?")
_MODEL = re.compile(r"[a-z]{2,3}(_[a-z0-9]+)+")
_OWN = ("case", "role", "group", "date", "kind")


@dataclass(frozen=True)
class StudyFile:
    """What study.yaml says. `plans` holds what is charted of each kind of case, in order."""

    id: str = ""
    name: str = "study"
    title: str = ""
    codebook: str = ""
    attributes: tuple[Attribute, ...] = ()
    plans: tuple[Plan, ...] = ()
    researchers: Mapping[str, str] = field(default_factory=dict)
    attribution: str = DEFAULT
    charting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who charts what: initials → case ids, or values of attributes."""
    proposals: str = ""
    """When charts and pages show what terms found: see `propose.shown`."""
    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    """How files are read, by name within transcripts/ or by a pattern of names."""
    language_model: Text = field(default_factory=Text)
    """The language model that suggestions come from: see `framework.formats.language`."""

    def recipe_of(self, name: str) -> Recipe:
        """Return the recipe of a file, named as a case names it: ``transcripts/ash.txt``."""
        return recipe_for(self.recipes, name.partition("/")[2])


def read_study_file(folder: Path) -> tuple[StudyFile, list[Problem]]:
    """Return what a study's study.yaml says, as far as it can be read, and its problems."""
    root, problems = load(folder / FILE, FILE)
    if problems:
        return StudyFile(), problems
    needs = ("format", "id", "name", "title", "codebook", "attributes", "charts", "researchers")
    problems = expect(
        root,
        FILE,
        needs=needs,
        may=("attribution", "charting", "proposals", "recipes", "language model"),
        lists=("attributes", "charts", "researchers", "charting", "recipes"),
    )
    if root.text("format") not in ("", FORMAT):
        problems.append(newer(FILE, root))
    attributes = tuple(_attribute(node, problems) for node in root.entries("attributes"))
    codebook = root.text("codebook")
    if codebook and (not codebook.startswith("codebooks/") or ".." in codebook.split("/")):
        hint = "put it there"
        line = _line(root, "codebook")
        problems.append(
            Problem(FILE, f"`{codebook}` is not in codebooks/", hint, line, kind="outside")
        )
    name = root.text("name") or "study"
    if not _NAME.fullmatch(name):
        hint = "it names files: letters, digits, - and _ only"
        problems.append(
            Problem(FILE, f"`name` is `{name}`", hint, _line(root, "name"), kind="name")
        )
        name = "study"
    template = root.text("attribution") or DEFAULT
    known = {*_OWN, *(attribute.name for attribute in attributes)}
    for unknown in [asked for asked in fields(template) if asked not in known]:
        hint = f"known: {', '.join(sorted(known))}"
        problems.append(
            Problem(
                FILE,
                f"`attribution` asks for {{{unknown}}}",
                hint,
                _line(root, "attribution"),
                kind="attribution",
            )
        )
    proposals = root.text("proposals")
    if proposals not in ("", *WHEN):
        problems.append(
            Problem(
                FILE,
                f"`proposals` is `{proposals}`",
                f"one of: {', '.join(WHEN)}; left out, until the first summary all are shown",
                _line(root, "proposals"),
                kind="proposals",
            )
        )
    recipes, odd = read_recipes(root, FILE)
    problems += odd
    found = StudyFile(
        id=root.text("id"),
        name=name,
        title=root.text("title"),
        codebook=root.text("codebook"),
        attributes=attributes,
        plans=_plans(root, attributes, problems),
        researchers=_researchers(root, problems),
        attribution=template,
        charting=_charting(root, problems),
        proposals=proposals,
        recipes=recipes,
        language_model=_model(root, problems),
    )
    return found, problems


def _model(root: Entries, problems: list[Problem]) -> Text:
    """Return the name of a language model. Whether it is installed matters when it is asked."""
    line = _line(root, "language model") or 0
    named = Text.at(root.text("language model"), line)
    if named and not _MODEL.fullmatch(named):
        hint = "a name such as en_core_web_sm; without the line one that is installed is taken"
        message = f"`language model` is `{named}`"
        problems.append(Problem(FILE, message, hint, line, kind="language model"))
    return named


def _line(root: Entries, key: str) -> int | None:
    return next((known.line for known in root if known == key), None)


def _attribute(node: Entries, problems: list[Problem]) -> Attribute:
    problems += expect(node, FILE, needs=("name",), may=("title", "values"), lists=("values",))
    name = node.text("name")
    if name != name.casefold():
        hint = "columns are read in small letters, and so is this"
        line = _line(node, "name")
        problems.append(Problem(FILE, f"attribute `{name}`", hint, line, kind="attribute"))
    values = node.get("values")  # type: ignore[call-overload] # a Text equals its str
    printed = (
        {str(value): values.text(value) for value in values} if isinstance(values, Entries) else {}
    )
    return Attribute(name, node.text("title") or name.capitalize(), printed)


def _plans(
    root: Entries, attributes: tuple[Attribute, ...], problems: list[Problem]
) -> tuple[Plan, ...]:
    """Return what is charted of each kind of case."""
    if isinstance(root.get("charts"), Entries):  # type: ignore[call-overload] # equals its str
        line = _line(root, "charts")
        hint = "each begins with `- kind:`"
        message = "`charts` should be a list, one entry a kind of case"
        problems.append(Problem(FILE, message, hint, line, kind="shape"))
    named = {attribute.name: attribute for attribute in attributes}
    plans = tuple(_plan(node, named, problems) for node in root.entries("charts"))
    kinds = [plan.kind for plan in plans]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        hint = "one entry a kind"
        line = _line(root, "charts")
        problems.append(Problem(FILE, f"two charts of kind `{kind}`", hint, line, kind="charts"))
    files = ["-".join(kind.split()) for kind in kinds]
    for kind in sorted(
        {kind for kind, file in zip(kinds, files, strict=True) if files.count(file) > 1}
    ):
        if kinds.count(kind) == 1:
            hint = "give one of them another name"
            message = f"kind `{kind}` and another would have one file"
            problems.append(Problem(FILE, message, hint, _line(root, "charts"), kind="charts"))
    return plans


def _plan(node: Entries, named: Mapping[str, Attribute], problems: list[Problem]) -> Plan:
    may = ("each", "summaries", "approached", "turned")
    problems += expect(node, FILE, needs=("kind",), may=may, lists=("summaries",))

    def known(name: str, line: int) -> list[Attribute]:
        if name in named:
            return [named[name]]
        hint = f"the study's attributes are {', '.join(named) or 'none yet'}"
        message = f"a chart by `{name}`, which is no attribute"
        problems.append(Problem(FILE, message, hint, line, kind="unknown attribute"))
        return []

    each = node.text("each")
    found = known(each, _line(node, "each") or node.line) if each else []
    listed = node.get("summaries")  # type: ignore[call-overload] # a Text equals its str
    summaries = []
    for item in listed if isinstance(listed, Items) else []:
        if isinstance(item, Text):
            by = [one for name in item.split(" and ") for one in known(name.strip(), item.line)]
            summaries += [tuple(by)] if by else []
    if node.text("kind") and not _KIND.fullmatch(node.text("kind")):
        hint = "it names a file: letters, digits, spaces, - and _ only"
        line = _line(node, "kind")
        problems.append(Problem(FILE, f"kind `{node.text('kind')}`", hint, line, kind="kind"))
    approached = node.text("approached")
    if approached and not approached.isdecimal():
        line = _line(node, "approached")
        problems.append(
            Problem(FILE, f"`approached` is `{approached}`", "a number", line, kind="number")
        )
    number = int(approached) if approached.isdecimal() else None
    turned = node.text("turned")
    if turned not in ("", "yes", "no"):
        line = _line(node, "turned")
        problems.append(Problem(FILE, f"`turned` is `{turned}`", "yes or no", line, kind="turned"))
    first = found[0] if found else None
    return Plan(node.text("kind"), first, tuple(summaries), number, turned == "yes")


def _researchers(root: Entries, problems: list[Problem]) -> dict[str, str]:
    node = root.get("researchers")  # type: ignore[call-overload] # a Text equals its str
    if not isinstance(node, Entries):
        return {}
    for initials in node:
        if not _INITIALS.fullmatch(initials):
            hint = "two to five small letters, and a digit where two people share them"
            problems.append(
                Problem(FILE, f"initials `{initials}`", hint, initials.line, kind="initials")
            )
    return {str(initials): node.text(initials) for initials in node}


def _charting(root: Entries, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Return who charts what. Whether the names stand for any case is for the study to tell."""
    node, known = root.get("charting"), root.get("researchers")  # type: ignore[call-overload] # a Text equals its str
    if not isinstance(node, Entries):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for initials in node:
        listed = node.get(initials)
        if not isinstance(known, Entries) or initials not in known:
            message = f"`charting` names {initials}, who is no researcher of the study"
            problems.append(Problem(FILE, message, "", initials.line, kind="initials"))
        elif not isinstance(listed, Items):
            hint = "write a list: [Ashmarch, COR-OP-1]"
            message = f"`charting` of {initials} is no list"
            problems.append(Problem(FILE, message, hint, initials.line, kind="shape"))
        else:
            found[str(initials)] = tuple(str(one) for one in listed if isinstance(one, Text))
    return found
