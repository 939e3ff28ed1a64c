"""`framework new`: the folders of a study."""

from pathlib import Path

import click

from framework.cli.common import say
from framework.starter import new_study


@click.command(epilog="Example: framework new carers")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--example", is_flag=True, help="With the invented study in it, to try things on.")
@click.option("--xlsx", is_flag=True, help="Tables and codebook as workbooks, for a spreadsheet.")
def new(folder: Path, *, example: bool, xlsx: bool) -> None:
    """Make the folders of a study in DIR, with starter files to fill in.

    DIR must be new or empty.
    """
    if example and xlsx:
        raise click.UsageError("--example is there as it is, and not with --xlsx")
    files = new_study(folder, example=example, workbooks=xlsx)
    for name in files:
        say(name, indent="  ")
    if example:
        say(f"An invented study is in {folder}. Next: cd {folder}, then framework chart.")
    else:
        say(
            f"A study is in {folder}. Next: cd {folder}, look through study.yaml and the "
            "codebook, then framework add with your transcripts."
        )
