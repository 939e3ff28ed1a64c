"""The notebooks run, in a real kernel, and show what is kept in them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """Return one kernel for all notebooks: starting it costs more than most of them."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(
        cwd=str(ROOT / "notebooks"), env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    )
    yield manager
    manager.shutdown_kernel(now=True)


def shown(notebook: nbformat.NotebookNode) -> list[list[dict[str, str]]]:
    """Return what the cells show, as text by kind; the drawing itself is left to its own tests."""
    found = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", []):
            assert output.output_type != "error"
            data = output.get("data") or {"text/plain": output.text}
            outputs.append(
                {kind: "drawn" if kind == "image/svg+xml" else text for kind, text in data.items()}
            )
        found.append(outputs)
    return found


def run(path: Path, manager: KernelManager) -> nbformat.NotebookNode:
    """Return the notebook with new outputs, from a kernel that holds no names of another's."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    reset = nbformat.v4.new_code_cell("%reset -f")  # type: ignore[no-untyped-call]
    notebook.cells.insert(0, reset)
    client = NotebookClient(notebook, km=manager, timeout=60, record_timing=False)
    client.execute(cleanup_kc=True)
    notebook.cells.pop(0)
    for number, cell in enumerate((one for one in notebook.cells if "outputs" in one), 1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    notebook.metadata.language_info = {"name": "python"}
    return notebook
