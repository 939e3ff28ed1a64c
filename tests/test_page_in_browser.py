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
    browser.see("document.querySelectorAll('#all-2 td a.ref')[1].click()")
    assert browser.see("document.querySelector('#panel-name').innerText") == "[2]"
    assert "His do." in browser.see("document.querySelector('#panel .told .words').innerText")
    browser.see("document.querySelector('#all-2 td').click()")
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


def test_what_terms_found_stands_apart_in_the_panel_and_is_not_quoted(
    folder: Path, run: Run, browser: Browser
) -> None:
    study = Study.open(folder)
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    terms = "definition: Whose needs lead.\n            terms: [his]\n            wide: [his]"
    lay_out(
        folder, {"codebooks/tiny.yaml": CODEBOOK.replace("definition: Whose needs lead.", terms)}
    )
    assert run(folder, "chart").exit_code == 0
    browser.open(folder / "charts/tiny.html", "#passages-all-2")
    box = browser.see("document.querySelector('#passages-all-2 td').innerText").split("\n")
    assert box[0] == "[3] CA1 nearer to going under"
    assert "Found by terms, not read" in box
    browser.see("document.querySelector('#passages-all-2 td').click()")
    heads = browser.see("[...document.querySelectorAll('#panel h3')].map((one) => one.innerText)")
    assert heads == ["Passages", "Found by terms, not read", "Summary", "About this cell"]
    told = browser.see("document.querySelector('#panel div.found').innerText")
    assert "His do. It is his assessment, after all." in told
    assert "ASH-OP-1:2:2.1 · found by “his”" in told
    assert browser.see("document.querySelectorAll('#panel div.found button').length") == 0
    browser.open(folder / "charts/tiny.html", "#passages-1-2")
    browser.see("document.querySelector('#passages-1-2 td').click()")
    told = browser.see("document.querySelector('#panel').innerText")
    assert "his need met" in told, "a row of several cases unfolds what was found beneath it"
    browser.see("document.querySelector('#search').value = 'need met'")
    browser.see("document.querySelector('#search').dispatchEvent(new Event('input'))")
    found = browser.see(SOON.replace("#said", "#found"))
    assert found == "1 place"
    assert "[5], found by terms, not read" in browser.see(
        "document.querySelector('.result').innerText"
    )


HEADS = "[...document.querySelectorAll('#panel h3')].map((one) => one.innerText)"


def test_a_click_shows_the_passages_first_and_not_the_summary_again(
    charted: Path, browser: Browser
) -> None:
    """In a passage table, and where a search has found it, the box beside has not the summary."""
    browser.open(charted, "#all-2")
    browser.see("document.querySelector('#all-2 td').click()")
    assert browser.see(HEADS) == ["Passages", "About this cell"]
    assert "Hers?" not in browser.see("document.querySelector('#panel').innerText")
    browser.open(charted, "#passages-all-2")
    browser.see("document.querySelector('#passages-all-2 td').click()")
    assert browser.see(HEADS) == ["Passages", "Summary", "About this cell"]
    assert "Hers?" in browser.see("document.querySelector('#panel').innerText")


def test_the_cells_beneath_a_summary_cell_show_their_summaries(
    folder: Path, run: Run, browser: Browser
) -> None:
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", "Hers? [3]", by="ek")
    study.summarise("Ashmarch", "2.1", "All of one mind [ASH-OP-1 2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    browser.open(folder / "charts/tiny.html", "#by-1-2")
    browser.see("document.querySelector('#by-1-2 td:not(.open)').click()")
    assert browser.see(HEADS) == ["The turns it refers to", "The cells beneath", "About this cell"]
    shown = browser.see("document.querySelector('#panel').innerText")
    assert "Hers?" in shown
    assert "All of one mind" not in shown
    browser.see("document.querySelector('#panel-body a.ref').click()")
    assert browser.see("document.querySelector('#panel-name').innerText") == "[3]"
    browser.see("document.querySelector('#back').click()")
    assert browser.see(HEADS)[1] == "The cells beneath"


@pytest.mark.parametrize("width", [1440, 1279, 1024, 993, 980, 800])
@pytest.mark.parametrize("at", ["td", "td:last-child", "td a.ref"])
def test_the_panel_moves_the_chart_aside_and_covers_no_part_of_the_cell(
    charted: Path, browser: Browser, width: int, at: str
) -> None:
    with browser.sized(width, 700):
        browser.open(charted, "#all-2")
        browser.see(f"document.querySelector('#all-2 {at}').click()")
        edge = browser.see("document.querySelector('#panel').getBoundingClientRect().left")
        assert browser.see("document.querySelector('main').getBoundingClientRect().right") <= edge
        box = "document.querySelector('.chosen').getBoundingClientRect()"
        case = "document.querySelector('.chosen').parentElement.querySelector('th')"
        assert browser.see(f"{box}.right") <= edge
        assert (
            browser.see(f"{box}.left") >= browser.see(f"{case}.getBoundingClientRect().right") - 1
        )


def test_the_panel_closes_when_another_chart_is_opened(charted: Path, browser: Browser) -> None:
    shut = "document.getElementById('panel').hidden && !document.querySelector('.chosen')"
    gone = "new Promise((done) => setTimeout(() => done(location.hash), 50))"
    for width in (1440, 1024):
        with browser.sized(width, 700):
            browser.open(charted, "#all-2")
            browser.see("document.querySelector('#all-2 td').click()")
            assert browser.see(shut) is False
            assert browser.see("document.querySelector('nav details').open") is (width == 1440)
            browser.see("document.querySelector('nav a[href=\"#passages-all\"]').click()")
            browser.see(gone)
            assert browser.see(shut) is True
            assert browser.see("document.querySelector('nav details').open") is True
            browser.see("history.back()")
            browser.see(gone)
            assert browser.see(shut) is True


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
