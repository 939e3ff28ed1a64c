"""Files become cases: a row of the case table each, and a row of the speaker table a label."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framework.cases.study_file import StudyFile
from framework.errors import RefusedError
from framework.intake.arrival import Arrival
from framework.intake.case_id import Ids, short_ids
from framework.intake.facts import attribute_of, date_of, group_of, is_interview, kind_of
from framework.intake.header_fields import fields_of, lines_of
from framework.intake.options import Wishes
from framework.intake.people import one_to_one, speaker_rows
from framework.intake.tables import Cells, Tables
from framework.plain.tables import guessed, unmarked
from framework.transcripts.reading.survey import LAYOUT as SURVEY

_PART = re.compile(r"[\s_.-]*\b(?:part|pt|tape)[\s_.-]*(?P<part>\d{1,2}|[a-d])$", re.IGNORECASE)
_TITLE = 3
"""So many lines above the talk are its title."""
_ROUNDS = 4


@dataclass(frozen=True)
class NewCase:
    """A case that is taken in: its row, the rows of its speakers, its files and their turns."""

    row: Cells
    speakers: tuple[Cells, ...]
    files: tuple[Arrival, ...]
    turns: int

    @property
    def id(self) -> str:
        """Return the case's id, without the mark of a guess."""
        return unmarked(self.row["case"])


@dataclass
class NewCases:
    """Makes cases of files for one study; each id is given once."""

    study: StudyFile
    tables: Tables
    wishes: Wishes
    found: list[NewCase] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Know the ids that the study has."""
        self.ids, self.people = Ids(self.tables.cases), Ids(self.tables.people)

    def take(self, files: Sequence[Arrival]) -> list[NewCase]:
        """Return the cases of these files, in their order."""
        for parts in _by_case(files, together=bool(self.wishes.case)):
            if parts[0].reading.layout == SURVEY and not self.wishes.case:
                self.found += self._respondents(parts[0])
            else:
                self.found.append(self._case(parts))
        asked = self._asked()
        return [replace(one, row=_whole(one.row, asked)) for one in self.found]

    def _asked(self) -> dict[str, set[str]]:
        """Return, by kind, the attributes that any case of it has, known already or new."""
        found: dict[str, set[str]] = {}
        for row in (*(one.cells for one in self.tables.rows), *(one.row for one in self.found)):
            having = {one.name for one in self.study.attributes if row.get(one.name)}
            found.setdefault(unmarked(row.get("kind", "")), set()).update(having)
        return found

    def _case(self, parts: Sequence[Arrival]) -> NewCase:
        """Return the one case of some files, which are its parts."""
        parts = _settled(parts)
        stem = _bare(parts[0]) if len(parts) > 1 else parts[0].stem
        case = self.wishes.case or self.ids.new(*short_ids(stem))
        spoken = [said for one in parts for said in one.reading.spoken]
        lines = [line for one in parts for line in lines_of(one.reading)]
        speakers = speaker_rows(case, spoken, lines, self.people)
        talking = {row["speaker"] for row in speakers if unmarked(row["kind"]) == "participant"}
        stated = [fields_of(one.reading) for one in parts]
        fields = {name: value for each in reversed(stated) for name, value in each.items()}
        joined = len(parts) > 1 and not self.wishes.case
        told = (stem, *lines[:_TITLE])
        kind = self.wishes.kind or kind_of(self.study.plans, told, people=len(talking - {""}))
        if is_interview(kind):
            speakers = one_to_one(speakers)
        row = {
            "case": guessed(case) if joined else case,
            "file": "; ".join(one.name for one in parts),
            **self._facts(kind, fields, stem, lines),
        }
        return NewCase(row, tuple(speakers), tuple(parts), len(spoken))

    def _respondents(self, file: Arrival) -> Iterator[NewCase]:
        """Return a case for each row of a survey; what stands beside its answers are its facts."""
        kind = self.wishes.kind or kind_of(self.study.plans, [file.stem], survey=True)
        for label, fields in file.reading.facts.items():
            if label not in file.reading.labels:
                continue  # who answered nothing is no case
            case = self.ids.new(label)
            row = {"case": case, "file": file.name, "row": label}
            person = self.people.new(f"{case}-R")
            speaker = {"case": case, "label": label, "speaker": person, "kind": "participant"}
            turns = file.reading.labels[label]
            yield NewCase(row | self._facts(kind, fields), (speaker,), (file,), turns)

    def _facts(
        self, kind: str, fields: Mapping[str, str], name: str = "", lines: Sequence[str] = ()
    ) -> dict[str, str]:
        """Return the other cells of a case's row; what its chart needs and nobody knows is a ?."""
        needed = {
            plan.each.name for plan in self.study.plans if plan.each and plan.kind == unmarked(kind)
        }
        found = {"kind": kind}
        for attribute in self.study.attributes:
            known = self.tables.values.get(attribute.name, ())
            value = attribute_of(attribute, known, fields, name, "\n".join(lines))
            found[attribute.name] = value or (guessed("") if attribute.name in needed else "")
        told = (name, *lines[:_TITLE])
        found |= {"date": date_of(fields, told), "group": group_of(told)}
        columns = self.tables.columns[self.tables.case_file]
        return {
            name: cell for name, cell in {**found, **self.wishes.facts}.items() if name in columns
        }


def _whole(row: Cells, asked: Mapping[str, Collection[str]]) -> Cells:
    """Return a row with a ? for what other cases of its kind have and nobody knows of this."""
    names = asked[unmarked(row["kind"])]
    return {**row, **{name: row[name] or guessed("") for name in names}}


def _by_case(files: Sequence[Arrival], *, together: bool) -> list[list[Arrival]]:
    """Return the files case by case: *part 1* and *part 2* of one name are parts of one case."""
    if together:
        return [list(files)] if files else []
    found: dict[str, list[Arrival]] = {}
    for one in files:
        found.setdefault(_bare(one) if _PART.search(one.stem) else one.name, []).append(one)
    return [sorted(parts, key=_part) for parts in found.values()]


def _bare(one: Arrival) -> str:
    """Return a file's name without its part."""
    return _PART.sub("", one.stem)


def _part(one: Arrival) -> tuple[int, str]:
    found = _PART.search(one.stem)
    part = found["part"].casefold() if found else ""
    return (int(part) if part.isdecimal() else 0, part)


def _settled(parts: Sequence[Arrival]) -> list[Arrival]:
    """Return files as the study will read them: with all labels of the case registered."""
    found = list(parts)
    for _ in range(_ROUNDS):
        labels = list(dict.fromkeys(label for one in found for label in one.reading.labels))
        again = [one.read_with(labels) for one in found]
        if [one.reading.spoken for one in again] == [one.reading.spoken for one in found]:
            return again
        found = again
    raise RefusedError(
        f"{parts[0].name} is read otherwise each time its labels are known",
        "put a label and a colon before each turn",
    )
