"""`framework new`: the folders of a study."""

from pathlib import Path

import click

from framework.cli.common import say
from framework.starter import new_study


@click.command(epilog="Example: framework new carers")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--example", is_flag=True, help="With the invented study in it, to try things on.")
def new(folder: Path, *, example: bool) -> None:
    """Make the folders of a study in DIR, with starter files to fill in.

    DIR must be new or empty.
    """
    files = new_study(folder, example=example)
    for name in files:
        say(name, indent="  ")
    if example:
        say(f"An invented study is in {folder}. Next: cd {folder}, then framework chart.")
    else:
        say(
            f"A study is in {folder}. Next: put transcripts into transcripts/, a row for each "
            "into cases.csv and a row for each label into speakers.csv, write the codebook, "
            "then framework check."
        )
