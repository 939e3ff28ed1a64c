"""Reads topic guides, ``codebooks/guide-KIND.yaml``: questions and the subthemes they open."""

from collections.abc import Collection
from pathlib import Path

from framework.codebook.codebook import Codebook
from framework.codebook.guide import Guide, Question
from framework.errors import Problem
from framework.plain.yaml import Entries, expect, load, unknown_format

FOLDER = "codebooks"


def guide_of(kind: str) -> str:
    """Return the file of a kind's guide, by its path in the study."""
    return f"{FOLDER}/guide-{'-'.join(kind.split())}.yaml"


def read_guides(
    folder: Path, kinds: Collection[str], codebook: Codebook
) -> tuple[dict[str, Guide], list[Problem]]:
    """Return the topic guides of a study by kind of case, and their problems.

    A kind need not have a guide. A guide for a kind that study.yaml does not chart is a problem,
    and so is a question that opens a subtheme the codebook does not have.
    """
    guides: dict[str, Guide] = {}
    problems: list[Problem] = []
    names = {guide_of(kind): kind for kind in kinds}
    for path in sorted((folder / FOLDER).glob("guide-*.yaml")):
        name = f"{FOLDER}/{path.name}"
        if name in names:
            guide, found = _read(path, name, names[name], codebook)
            guides[guide.kind] = guide
            problems += found
        else:
            hint = f"study.yaml charts {', '.join(kinds) or 'no kind yet'}"
            problems.append(Problem(name, "a guide for no kind of case", hint, kind="guide"))
    return guides, problems


def _read(path: Path, name: str, kind: str, codebook: Codebook) -> tuple[Guide, list[Problem]]:
    root, problems = load(path, name)
    if problems:
        return Guide(kind, file=name), problems
    problems = expect(root, name, needs=("format", "questions"), lists=("questions",))
    problems += unknown_format(name, root)
    questions = []
    for node in root.entries("questions"):
        needs, may = ("number", "question"), ("subthemes",)
        problems += expect(node, name, needs=needs, may=may, lists=("subthemes",))
        question = _question(node)
        questions.append(question)
        problems += [
            Problem(
                name,
                f"question {question.number} opens {number}, which the codebook does not have",
                "mend the number",
                question.line,
                kind="unknown subtheme",
            )
            for number in question.subthemes
            if number not in codebook.subthemes
        ]
    return Guide(kind, tuple(questions), name), problems


def _question(node: Entries) -> Question:
    subthemes = tuple(map(str, node.texts("subthemes")))
    return Question(node.text("number"), node.text("question"), subthemes, node.line)
