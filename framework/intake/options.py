"""What a researcher says of the files that are taken in together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from framework.cases.case import CASE_ID
from framework.cases.study_file import StudyFile
from framework.errors import RefusedError
from framework.intake.tables import Tables

_NEVER_SET = ("case", "file", "row", "kind")


@dataclass(frozen=True)
class Wishes:
    """What holds of all the files: kind, the case they are parts of, cells of its row, encoding.

    What is empty is found out, or guessed.
    """

    kind: str = ""
    case: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    layout: str = ""


NO_WISHES = Wishes()


def refuse(wishes: Wishes, study: StudyFile, tables: Tables) -> None:
    """Raise RefusedError for a wish that the study has no place for."""
    kinds = [plan.kind for plan in study.plans]
    if wishes.kind and wishes.kind not in kinds:
        hint = f"it charts {', '.join(kinds) or 'nothing yet'}; add a line `- kind: {wishes.kind}`"
        raise RefusedError(f"study.yaml charts no kind `{wishes.kind}`", hint)
    if wishes.case and not CASE_ID.fullmatch(wishes.case):
        hint = "letters, digits, - _ and . only, no spaces"
        raise RefusedError(f"`{wishes.case}` cannot be a case id", hint)
    if wishes.case in tables.cases:
        hint = "to give it another part, name the file in its row, after a semicolon"
        raise RefusedError(f"there is a case {wishes.case}", hint)
    for name, value in wishes.facts.items():
        if name in _NEVER_SET or name not in tables.columns[tables.case_file]:
            hint = "see --kind and --case" if name in _NEVER_SET else f"add a column headed {name}"
            raise RefusedError(f"{name} cannot be set in {tables.case_file}", hint)
        listed = next((one.values for one in study.attributes if one.name == name), {})
        if listed and value not in listed:
            hint = f"study.yaml lists {', '.join(listed)}"
            raise RefusedError(f"{name} cannot be `{value}`", hint)
