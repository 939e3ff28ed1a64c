"""Titles and words from publications are known for what they are, and never to mend."""

from pathlib import Path

import pytest

from framework import Study
from framework.manuscript.verdicts import Verified
from tests.conftest import Run

ENTRIES = [
    "Pryce, A. & Vaughan, B. (2009). “Minding the gap: who minds?” Ageing, 29(4), 511–530.",
    "Department of Works (2008) ‘A fair deal for those who look after others’, London: TSO.",
    '3. Pryce A, Vaughan B. "Lifting and handling at home". J Invent Care. 2011;14(2):88-97.',
    "[4] B. Vaughan, “Waiting rooms and who waits,” Invented Quarterly, vol. 7, pp. 3–9, 2013.",
    "van der Meer, J.-P. (n.d.) «What the neighbours saw», in Vaughan, B. (ed.) Looking. Sage.",
    "Ó Briain D and Llwyd E (2015) “Pwy sy’n gofalu am bwy?” Gwerddon 18: 1–20.",
]


def verified(study: Study, tmp_path: Path, text: str) -> tuple[Verified, ...]:
    (tmp_path / "draft.txt").write_text(text, "utf-8")
    return study.verify(tmp_path / "draft.txt").found.quotations


@pytest.mark.parametrize(
    "heading", ["References\n\n", "7. BIBLIOGRAPHY\n", "Llyfryddiaeth\n\n", ""]
)
@pytest.mark.parametrize("parting", ["\n\n", "\n"])
def test_titles_in_a_list_of_references(
    study: Study, tmp_path: Path, heading: str, parting: str
) -> None:
    text = f"Some prose.\n\n{heading}{parting.join(ENTRIES)}\n\nAppendix\n\nIt said “so it is”.\n"
    *titles, last = verified(study, tmp_path, text)
    assert [one.level for one in titles] == ["published"] * len(ENTRIES)
    assert last.level == "decide"


@pytest.mark.parametrize(
    "sentence",
    [
        "The guidance speaks of “a person who provides or intends to provide” (para 2.4).",
        "It is called “a partnership between equals in all but name” [7, 9–11].",
        "Pryce and Vaughan (2009) had asked “who after all is minding the minder”.",
        "The Invented Services Act 2011 knows “an adult who appears to have needs”.",
        "The White Paper “Looking after those who look after others” came to nothing.",
        "Such places were ‘waiting rooms of another kind’ (Vaughan et al., forthcoming).",
        "“Nobody has the whole of the picture” (ibid., p. 7) was the view.",
    ],
)
def test_words_and_titles_from_a_publication(study: Study, tmp_path: Path, sentence: str) -> None:
    (one,) = verified(study, tmp_path, sentence)
    assert (one.verdict, one.level) == ("not speech", "published")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("In 2012 one of them said “nothing of the kind was ever heard by anyone”.", "mend"),
        ("The law knows “it depends who is nearer to going under” (Act, 2014).", "mend"),
        ("Somebody said “It is his assessment” (Social Worker, Council A, OP FG1, p. 3).", "mend"),
        ("“It is his assessment after all” (P2, 9 October 2012).", "mend"),
        ("They called it “needs first” in a report.", "decide"),
    ],
)
def test_what_somebody_may_have_said_is_not_folded(
    study: Study, tmp_path: Path, sentence: str, level: str
) -> None:
    (one,) = verified(study, tmp_path, sentence)
    assert one.level == level


def test_publications_are_one_line_on_screen(folder: Path, run: Run) -> None:
    (folder / "draft.txt").write_text("\n\n".join(ENTRIES), "utf-8")
    printed = run(folder, "verify", "draft.txt")
    assert printed.exit_code == 0
    assert "From publications (6), not checked: quotations 1, 2, 3, 4, 5, 6" in printed.output
    assert "Minding the gap" not in printed.output
    assert "Minding the gap" in (folder / "draft-verified.html").read_text("utf-8")
