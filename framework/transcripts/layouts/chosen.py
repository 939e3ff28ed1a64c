"""The layouts of labels by their names: `framework read` tells them, a recipe may ask for one.

A name holds all that is decided for a whole file: the forms of its heads, that labels are set in
bold, that answers are bare.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from framework.transcripts.layouts.forms import ALONE, BOLD, COLON, FORMS, STOP, Form


@dataclass(frozen=True)
class Labelled:
    """How a whole file is labelled. `bare`: only who asks is; the answers are nobody's by name."""

    forms: tuple[Form, ...]
    bold: bool = False
    bare: bool = False
    stated: bool = False
    """A person stated the form: whatever has it is a label."""

    @property
    def name(self) -> str:
        """Return the layout's name: ``label in bold: text, answers bare``."""
        heads = " or ".join(form.name for form in self.forms)
        if self.bold:
            heads = heads.replace("label", "label in bold", 1)
        return f"{heads}, answers bare" if self.bare else heads


def _every() -> Iterator[Labelled]:
    for forms in (*((form,) for form in (*FORMS, ALONE, BOLD)), (COLON, STOP)):
        for bare in (False, True):
            yield Labelled(forms, bare=bare)
            if not {ALONE, BOLD} & {*forms}:
                yield Labelled(forms, bold=True, bare=bare)


LABELLED = {one.name: one for one in _every()}
"""Every layout of labels by its name."""
