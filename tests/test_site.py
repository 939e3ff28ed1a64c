"""The site has every page and every public name, leads nowhere astray, and loads nothing remote."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.test_public_names import PUBLIC

PARTS = ("zensical", "mkdocstrings_handlers")
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
NOT_LOADED = {"canonical", "alternate", "prev", "next"}
REMOTE = ("http:", "https:", "//")

with_packages = pytest.mark.skipif(
    not all(map(find_spec, PARTS)), reason="pip install -e '.[docs]', to build the site"
)


class Page(HTMLParser):
    """What a page loads, where it leads, and the places in it."""

    def __init__(self, path: Path) -> None:
        """Read a built page."""
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one tag loads, where it leads, and how it is called."""
        said = {name: value or "" for name, value in attrs}
        self.places |= {said.get("id", ""), said.get("name", "")}
        if tag == "a" and "href" in said:
            self.leads.append(said["href"])
        if tag in LOADED and LOADED[tag] in said and said.get("rel") not in NOT_LOADED:
            self.loads.append(said[LOADED[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built from a copy of the documents."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "framework").symlink_to(ROOT / "framework", target_is_directory=True)
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Return every built page."""
    return {path: Page(path) for path in site.rglob("*.html") if path.name != "404.html"}


@with_packages
def test_every_document_is_a_page(pages: dict[Path, Page], site: Path) -> None:
    wanted = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    built = {path.relative_to(site) for path in pages}
    named = {
        path.with_name("index.html") if path.stem == "README" else path.with_suffix(".html")
        for path in wanted
    }
    assert named == built


@with_packages
def test_no_page_loads_anything_from_a_network(pages: dict[Path, Page], site: Path) -> None:
    for path, page in pages.items():
        assert page.loads, path
        assert not [one for one in page.loads if one.startswith(REMOTE)], path
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:|//)", text), sheet


@with_packages
def test_every_link_of_the_site_leads_to_a_page_and_a_place(pages: dict[Path, Page]) -> None:
    seen = 0
    for path, page in pages.items():
        for link in page.leads:
            if not link.startswith(("http", "mailto")):
                parts = urlsplit(link)
                aim = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                there = pages[aim / "index.html" if aim.is_dir() else aim]
                assert not parts.fragment or unquote(parts.fragment) in there.places, (path, link)
                seen += 1
    assert seen > 100


@with_packages
def test_every_public_name_is_on_the_page_of_python(pages: dict[Path, Page], site: Path) -> None:
    places = pages[site / "reference/python.html"].places
    assert not [name for name in PUBLIC if f"framework.Study.{name}" not in places]


def test_the_page_of_python_names_what_there_is() -> None:
    page = (ROOT / "docs/reference/python.md").read_text("utf-8")
    for name in re.findall(r"^::: (\S+)", page, re.MULTILINE):
        module, _, last = name.rpartition(".")
        assert hasattr(import_module(module), last) or find_spec(name), name


def test_every_document_has_a_place_in_the_navigation() -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    for path in (ROOT / "docs").rglob("*.md"):
        name = path.relative_to(ROOT / "docs").as_posix()
        assert f" {name}\n" in settings or re.match(r"explanation/decisions/\d", name), name
