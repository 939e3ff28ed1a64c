"""An attribution says who spoke, by the study's template and in printed names."""

import re
from collections.abc import Iterable

from framework.cases.case import Attribute, Case, Speaker

_FIELD = re.compile(r"\{(\w+)\}")
DEFAULT = "({role}, {case})"


def fields(template: str) -> list[str]:
    """Return the names a template asks for: ``({role}, {authority})`` → role, authority."""
    return _FIELD.findall(template)


def attribution(
    template: str, case: Case, speakers: Iterable[Speaker], attributes: Iterable[Attribute]
) -> str:
    """Return the attribution of words by these speakers, such as ``(Care Assessor, Council A)``.

    Different roles are joined by "and". Where a role is not known it says who is known to have
    spoken: a participant, a moderator, another person present, or nobody that can be named.
    """
    roles = list(dict.fromkeys(_role(speaker) for speaker in speakers))
    printed = {"case": case.id, "role": " and ".join(roles)}
    printed |= {attribute.name: attribute.printed(case[attribute.name]) for attribute in attributes}

    def fill(field: re.Match[str]) -> str:
        return printed.get(field.group(1)) or case[field.group(1)]

    return re.sub(
        r"\(\s*,\s*|,\s*(?=,|\))|\s+(?=[,)])",
        lambda gap: "(" if "(" in gap.group() else "",
        _FIELD.sub(fill, template),
    )


def _role(speaker: Speaker) -> str:
    if speaker.role:
        return speaker.role
    if speaker.kind == "participant" and speaker.id:
        return "participant"
    return {"moderator": "moderator", "other": "other person present"}.get(
        speaker.kind, "speaker not known"
    )
