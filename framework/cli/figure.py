"""`framework figure`: a figure for a paper, as a file of its own."""

from pathlib import Path

import click

from framework.cli.common import json_option, opened, print_json, refusing, say


@click.command(
    epilog="Examples: framework figure · "
    "framework figure focus-group-theme-2 --save figure-1.pdf --width 120"
)
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--save", "path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--width", type=float, metavar="MM", help="Its width in millimetres.")
@click.option("--dpi", type=int, metavar="NUMBER", help="Dots to the inch, for a .png.")
@json_option
@refusing
def figure(
    name: str | None, path: Path | None, width: float | None, dpi: int | None, *, as_json: bool
) -> None:
    """Save a figure as PDF, SVG or PNG, at the size and resolution that a journal asks for.

    Without a NAME every figure is listed. With a NAME alone its words for readers who cannot see
    it are shown. FILE ends in .pdf, .svg or .png. A figure is never made so narrow that its
    names are cut; if they need more room, you are told how much.
    """
    study, _ = opened(None, as_json=as_json)
    if path and not name:
        raise click.UsageError("Say which figure to save: framework figure lists them.")
    if not path and (width or dpi):
        raise click.UsageError("--width and --dpi are for --save FILE.")
    chosen = {name: study.figures[name]} if name else study.figures
    saved = study.figures[name].save(path, width=width, dpi=dpi) if name and path else None
    if as_json:
        listed = [
            {"name": one, "title": str(each), "alt": each.alt} for one, each in chosen.items()
        ]
        print_json({"figures": listed, "saved": str(saved) if saved else None})
    elif saved:
        say(f"Saved {saved}.")
    elif name:
        say(str(study.figures[name]))
        say(study.figures[name].alt)
    else:
        for one, each in chosen.items():
            say(f"{one}   {each}", hang="  ")
        if not chosen:
            say("No figures yet: nothing is charted.")
