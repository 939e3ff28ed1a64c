"""Reads study.yaml: what the study is called, what its cases are charted by, and who charts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framework.cases.attribution import DEFAULT, fields
from framework.cases.case import Attribute
from framework.cases.plan import Plan
from framework.cases.plans_file import read_plans
from framework.cases.recipes import Recipe, read_recipes, recipe_for
from framework.errors import Problem
from framework.plain.place import STUDY_FILE as FILE
from framework.plain.text import INITIALS
from framework.plain.yaml import Entries, Items, Text, expect, load, unknown_format

_NAME = re.compile(r"\w[\w-]*")
_MODEL = re.compile(r"[a-z]{2,3}(_[a-z0-9]+)+")
_PROPOSALS = ("after", "always", "never")
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
    """The language model that suggestions come from: see `framework.proposals.language`."""

    def recipe_of(self, name: str) -> Recipe:
        """Return the recipe of a file, named as a case names it: ``transcripts/ash.txt``."""
        return recipe_for(self.recipes, name.partition("/")[2])


def read_study_file(folder: Path) -> tuple[StudyFile, list[Problem]]:
    """Return what a study's study.yaml says, as far as it can be read, and its problems."""
    root, problems = load(folder / FILE, FILE)
    if problems:
        return StudyFile(), problems
    problems = expect(
        root,
        FILE,
        needs=("format", "id", "name", "title", "codebook", "charts", "researchers"),
        may=("attributes", "attribution", "charting", "proposals", "recipes", "language model"),
        lists=("attributes", "charts", "researchers", "charting", "recipes"),
    )
    problems += unknown_format(FILE, root)
    attributes = tuple(_attribute(node, problems) for node in root.entries("attributes"))
    plans, odd_plans = read_plans(root, attributes)
    recipes, odd_recipes = read_recipes(root, FILE)
    found = StudyFile(
        id=root.text("id"),
        name=_name(root, problems),
        title=root.text("title"),
        codebook=_codebook(root, problems),
        attributes=attributes,
        plans=plans,
        researchers=_researchers(root, problems),
        attribution=_attribution(root, attributes, problems),
        charting=_charting(root, problems),
        proposals=_proposals(root, problems),
        recipes=recipes,
        language_model=_model(root, problems),
    )
    return found, [*problems, *odd_plans, *odd_recipes]


def _name(root: Entries, problems: list[Problem]) -> str:
    name = root.text("name") or "study"
    if _NAME.fullmatch(name):
        return name
    hint = "it names files: letters, digits, - and _ only"
    problems.append(root.problem(FILE, "name", f"`name` is `{name}`", hint, "name"))
    return "study"


def _codebook(root: Entries, problems: list[Problem]) -> str:
    path = root.text("codebook")
    if path and (not path.startswith("codebooks/") or ".." in path.split("/")):
        message = f"`{path}` is not in codebooks/"
        problems.append(root.problem(FILE, "codebook", message, "put it there", "outside"))
    return path


def _attribution(root: Entries, attributes: tuple[Attribute, ...], problems: list[Problem]) -> str:
    template = root.text("attribution") or DEFAULT
    known = {*_OWN, *(attribute.name for attribute in attributes)}
    hint = f"known: {', '.join(sorted(known))}"
    for unknown in [asked for asked in fields(template) if asked not in known]:
        message = f"`attribution` asks for {{{unknown}}}"
        problems.append(root.problem(FILE, "attribution", message, hint, "attribution"))
    return template


def _proposals(root: Entries, problems: list[Problem]) -> str:
    when = root.text("proposals")
    if when not in ("", *_PROPOSALS):
        hint = f"one of: {', '.join(_PROPOSALS)}; left out, until the first summary all are shown"
        message = f"`proposals` is `{when}`"
        problems.append(root.problem(FILE, "proposals", message, hint, "proposals"))
    return when


def _model(root: Entries, problems: list[Problem]) -> Text:
    """Return the name of a language model. Whether it is installed matters when it is asked."""
    key = "language model"
    named = Text.at(root.text(key), root.line_of(key) or 0)
    if named and not _MODEL.fullmatch(named):
        hint = "a name such as en_core_web_sm; without the line one that is installed is taken"
        problems.append(root.problem(FILE, key, f"`{key}` is `{named}`", hint, key))
    return named


def _attribute(node: Entries, problems: list[Problem]) -> Attribute:
    problems += expect(node, FILE, needs=("name",), may=("title", "values"), lists=("values",))
    name = node.text("name")
    if name != name.casefold():
        hint = "columns are read in small letters, and so is this"
        problems.append(node.problem(FILE, "name", f"attribute `{name}`", hint, "attribute"))
    values = node.under("values")
    printed = {str(value): values.text(value) for value in values}
    return Attribute(name, node.text("title") or name.capitalize(), printed)


def _researchers(root: Entries, problems: list[Problem]) -> dict[str, str]:
    node = root.under("researchers")
    for initials in node:
        if not INITIALS.fullmatch(initials):
            hint = "two to five small letters, and a digit where two people share them"
            problems.append(
                Problem(FILE, f"initials `{initials}`", hint, initials.line, kind="initials")
            )
    return {str(initials): node.text(initials) for initials in node}


def _charting(root: Entries, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Return who charts what. Whether the names stand for any case is for the study to tell."""
    node, known = root.under("charting"), root.under("researchers")
    found: dict[str, tuple[str, ...]] = {}
    for initials in node:
        if initials not in known:
            message = f"`charting` names {initials}, who is no researcher of the study"
            problems.append(Problem(FILE, message, "", initials.line, kind="initials"))
        elif not isinstance(node[initials], Items):
            hint = "write a list: [Ashmarch, COR-OP-1]"
            message = f"`charting` of {initials} is no list"
            problems.append(Problem(FILE, message, hint, initials.line, kind="shape"))
        else:
            found[str(initials)] = tuple(map(str, node.texts(initials)))
    return found
