"""The page as a browser shows it: by keys, without script, and with hostile text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework import Study
from tests.browser import PROGRAM, Browser, opened
from tests.conftest import CODEBOOK, SPEAKERS, STUDY, Run, lay_out

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
NASTY = "<script>window.hit=1</script><img src=x onerror='window.hit=1'> =1+1 </script>"
FOCUS = "document.activeElement.dataset.n ?? document.activeElement.id"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with opened(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def charted(folder: Path, run: Run) -> Path:
    study = Study.open(folder)
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "Hers? [3] His [2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    return folder / "charts/tiny.html"


SOON = """new Promise((done) => {
  let tries = 300;
  const look = () => {
    const said = document.querySelector('#said').innerText;
    if (said || !tries--) done(said); else setTimeout(look, 20);
  };
  look();
})"""
"""What the page says, once it says anything: copying takes a moment."""


def test_arrows_go_from_box_to_box_and_the_panel_gives_the_focus_back(
    charted: Path, browser: Browser
) -> None:
    browser.open(charted, "#all-2")
    browser.see("document.querySelector('#all-2 td').focus()")
    first = browser.see(FOCUS)
    browser.press("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft")
    assert browser.see(FOCUS) == first
    browser.press("ArrowRight")
    beside = browser.see(FOCUS)
    assert beside not in (first, "main")
    browser.press("ArrowLeft", "Enter")
    assert browser.see(FOCUS) == "panel-name"
    assert "nearer to going under" in browser.see("document.querySelector('mark').innerText")
    browser.press("Escape")
    assert browser.see("document.getElementById('panel').hidden") is True
    assert browser.see(FOCUS) == first


def test_a_reference_opens_its_turn_and_a_quote_is_copied_with_its_attribution(
    charted: Path, browser: Browser
) -> None:
    browser.open(charted, "#all-2")
    browser.see("document.querySelector('#all-2 td').click()")
    browser.see("document.querySelectorAll('#panel-body a.ref')[1].click()")
    assert browser.see("document.querySelector('#panel-name').innerText") == "[2]"
    assert "His do." in browser.see("document.querySelector('#panel .told .words').innerText")
    browser.see("document.querySelector('#back').click()")
    browser.see("[...document.querySelectorAll('#panel .source button')].at(-1).click()")
    copied = "Copied: “nearer to going under” (Care Assessor, Council A, OP FG1)"
    assert browser.see(SOON) == copied


@pytest.mark.parametrize("script", [True, False])
def test_a_theme_begins_at_the_top(script: bool, charted: Path, browser: Browser) -> None:  # noqa: FBT001 - a case of the table above
    top = "getBoundingClientRect().top"
    with browser.sized(1400, 200):
        browser.open(charted, "#passages-2-2", script=script)
        band = browser.see(f"document.querySelector('#passages-2-2 .band').{top}")
        assert abs(band - browser.see(f"document.querySelector('main').{top}")) <= 1
    assert browser.see("document.documentElement.className") == ("scripted" if script else "")


def test_columns_are_not_squeezed_by_the_panel(charted: Path, browser: Browser) -> None:
    with browser.sized(1000, 600):
        browser.open(charted, "#all-2")
        browser.see("document.querySelector('#all-2 td').click()")
        assert browser.see("document.querySelector('#all-2 td').offsetWidth") >= 200


def test_a_finding_opens_the_cells_it_is_about(
    folder: Path, study: Study, run: Run, browser: Browser
) -> None:
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.finding("His needs come first.", "2.1", by="ek")
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="ek")
    assert run(folder, "chart").exit_code == 0
    browser.open(folder / "charts/tiny.html", "#finding-F1")
    browser.see("document.querySelector('#finding-F1 td[data-n]').click()")
    assert browser.see("document.querySelector('#panel-name').innerText").startswith("ASH-OP-1")
    assert "His do." in browser.see("document.querySelector('#panel').innerText")
    assert browser.see("document.querySelector('#finding-F1 td a.ref').tabIndex") == 0


def test_hostile_text_is_text(folder: Path, run: Run, browser: Browser) -> None:
    files = {
        "transcripts/har.txt": f"Int: Whose?\nRenée: {NASTY}\n",
        "study.yaml": STUDY.replace("Tiny study", f'"{NASTY}"'),
        "codebooks/tiny.yaml": CODEBOOK.replace("Whose needs\n", f'"{NASTY}"\n'),
        "transcripts/speakers.csv": SPEAKERS.rstrip().removesuffix("Social Worker") + NASTY + "\n",
    }
    lay_out(folder, files)
    study = Study.open(folder)
    study.index(study.transcripts["HAR-LD-1"].quote("2"), "2.1", by="ek")
    study.summarise("HAR-LD-1", "2.1", NASTY + " [2]", by="ek")
    assert run(folder, "chart").exit_code == 0
    browser.open(folder / "charts/tiny.html", "#all-2")
    browser.see("document.querySelector('#all-2 tr:nth-child(2) td').click()")
    assert browser.see("window.hit ?? document.images.length") == 0
    assert browser.see("document.scripts.length") == 2
    assert browser.see("document.title").startswith(NASTY)
    shown = browser.see("document.querySelector('#panel').innerText")
    assert shown.count(NASTY) >= 4, "the subtheme, the role, the summary and the turn"
    assert NASTY in browser.see("document.querySelector('h1').innerText")
