"""Which figures are to be drawn: those whose data changed, or whose file is not as it was built.

Matplotlib is slow to import, and a run that changes no figure does without it.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from framework.figures.figure import Figure
from framework.plain.built import Built, read_built
from framework.plain.text import digest

LIST = "figures.txt"
KINDS = ("svg", "png")
_HEAD = (
    "Each figure with its title and its alt text, to be copied beside it wherever it is used.\n"
    "The files here are built again when their data change: copy one out before you alter it.\n"
)


def figure_files(
    folder: Path, place: str, figures: Sequence[Figure]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files to write, and for every file of the figures a digest of what it shows.

    Both by path within the study; `place` is the figures' folder. Without figures both are empty.
    """
    if not figures:
        return {}, {}
    remembered, drawn_by = read_built(folder), version("matplotlib")
    shown = {
        f"{place}/{figure.name}.{kind}": digest(drawn_by, repr(figure))
        for figure in figures
        for kind in KINDS
    }
    listed = _listed(figures)
    shown[f"{place}/{LIST}"] = digest(listed)
    due = {name for name, data in shown.items() if not _stands(folder, name, data, remembered)}
    files = {f"{place}/{LIST}": listed.encode()}
    for figure in figures:
        if due & {f"{place}/{figure.name}.{kind}" for kind in KINDS}:
            from framework.figures.drawing.files import draw  # noqa: PLC0415 - slow to import

            drawn = draw(figure)
            files |= {f"{place}/{figure.name}.{kind}": drawn[kind] for kind in KINDS}
    return {name: data for name, data in files.items() if name in due}, shown


def _stands(folder: Path, name: str, data: str, remembered: Built) -> bool:
    known: Mapping[str, str] = remembered.report.get("figures", {})
    same = remembered.current and known.get(name) == data
    return same and remembered.as_built(folder, name)


def _listed(figures: Sequence[Figure]) -> str:
    """Return the list of the figures for a person: files, title, alt text."""
    entries = [
        f"{figure.name}.svg, {figure.name}.png\n{figure.title}\n{figure.alt}\n"
        for figure in figures
    ]
    return "\n".join([_HEAD, *entries])
