"""What users of the package may rely on, as one list."""

import framework
from framework import Study

PUBLIC = [
    "accept",
    "account",
    "add",
    "askings",
    "blank_cells",
    "cases",
    "cells",
    "chart",
    "chart_of",
    "charts",
    "check",
    "codebook",
    "corrections",
    "decisions",
    "drop",
    "editions",
    "entries",
    "figures",
    "find",
    "finding",
    "findings",
    "frames",
    "guides",
    "import_",
    "index",
    "judge",
    "lemmas",
    "names",
    "open",
    "passages",
    "place",
    "problems",
    "propose",
    "proposer",
    "put",
    "put_all",
    "reject",
    "remarks",
    "rename_case",
    "renamed",
    "reopened",
    "repair",
    "reread",
    "state",
    "subtheme",
    "summarise",
    "summary_chart",
    "take_back",
    "tick",
    "trace",
    "tracer",
    "trail_problems",
    "transcripts",
    "undo",
    "unindex",
    "verify",
]


def test_the_package_exports_two_names() -> None:
    assert framework.__all__ == ["Study", "__version__"]
    assert framework.Study is Study


def test_a_study_has_these_names(study: Study) -> None:
    names = {name for name in dir(study) if not name.startswith("_")}
    assert sorted(names - {"file", "folder"}) == PUBLIC
