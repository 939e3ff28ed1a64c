"""Reads `charts` of study.yaml: what is charted of each kind of case."""

import re
from collections.abc import Collection, Mapping, Sequence

from framework.cases.case import Attribute
from framework.cases.plan import Plan
from framework.errors import Problem
from framework.plain.place import STUDY_FILE as FILE
from framework.plain.yaml import Entries, expect

KIND = re.compile(r"\w[\w -]*")


def read_plans(
    root: Entries, attributes: Sequence[Attribute]
) -> tuple[tuple[Plan, ...], list[Problem]]:
    """Return a plan for each kind of case, in order, and the problems of `charts`."""
    problems: list[Problem] = []
    if root.under("charts"):
        message = "`charts` should be a list, one entry a kind of case"
        problems.append(
            root.problem(FILE, "charts", message, "each begins with `- kind:`", "shape")
        )
    named = {attribute.name: attribute for attribute in attributes}
    plans = tuple(_plan(node, named, problems) for node in root.entries("charts"))
    return plans, problems + _alike(root, [plan.kind for plan in plans])


def _plan(node: Entries, named: Mapping[str, Attribute], problems: list[Problem]) -> Plan:
    may = ("each", "summaries", "approached", "turned")
    problems += expect(node, FILE, needs=("kind",), may=may, lists=("summaries",))
    kind, each, approached = (node.text(key) for key in ("kind", "each", "approached"))
    if kind and not KIND.fullmatch(kind):
        hint = "it names a file: letters, digits, spaces, - and _ only"
        problems.append(node.problem(FILE, "kind", f"kind `{kind}`", hint, "kind"))
    if approached and not approached.isdecimal():
        message = f"`approached` is `{approached}`"
        problems.append(node.problem(FILE, "approached", message, "a number", "number"))
    turned = node.text("turned")
    if turned not in ("", "yes", "no"):
        problems.append(
            node.problem(FILE, "turned", f"`turned` is `{turned}`", "yes or no", "turned")
        )
    asked = [([each], node.line_of("each"))] if each else []
    asked += [(item.split(" and "), item.line) for item in node.texts("summaries")]
    problems += [one for names, line in asked for one in _unknown(names, line, named)]
    summaries = (tuple(_known(item.split(" and "), named)) for item in node.texts("summaries"))
    return Plan(
        kind,
        named.get(each),
        tuple(filter(None, summaries)),
        int(approached) if approached.isdecimal() else None,
        turned == "yes",
    )


def _known(names: Collection[str], named: Mapping[str, Attribute]) -> list[Attribute]:
    return [named[name.strip()] for name in names if name.strip() in named]


def _unknown(names: Collection[str], line: int | None, named: Collection[str]) -> list[Problem]:
    """Return a problem for each name that is no attribute's."""
    hint = f"the study's attributes are {', '.join(named) or 'none yet'}"
    return [
        Problem(
            FILE,
            f"a chart by `{name.strip()}`, which is no attribute",
            hint,
            line,
            kind="unknown attribute",
        )
        for name in names
        if name.strip() not in named
    ]


def _alike(root: Entries, kinds: list[str]) -> list[Problem]:
    """Return a problem for each kind that stands twice, or would have another one's file."""
    found = []
    files = ["-".join(kind.split()) for kind in kinds]
    for kind, file in sorted(set(zip(kinds, files, strict=True))):
        if kinds.count(kind) > 1:
            message, hint = f"two charts of kind `{kind}`", "one entry a kind"
        elif files.count(file) > 1:
            message = f"kind `{kind}` and another would have one file"
            hint = "give one of them another name"
        else:
            continue
        found.append(root.problem(FILE, "charts", message, hint, "charts"))
    return found
