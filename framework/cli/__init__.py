"""The command line: options, one call, print. Each command lives in the module of its name.

Nothing but click is imported until a command is chosen, so that `framework --help` is quick.
"""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from framework import __version__
from framework.errors import FrameworkError, ProblemsError

COMMANDS = {
    "new": "Make the folders of a study, with starter files.",
    "read": "Show what is found in transcripts.",
    "add": "Take transcripts into a study, and fill its tables.",
    "find": "Find words in all transcripts.",
    "case": "Give a case another id.",
    "propose": "Show passages found by the codebook's terms, not read.",
    "index": "Put passages under subthemes, or judge what terms found.",
    "chart": "Save what was written, build every chart: the main job.",
    "reread": "Confirm that an out-of-date cell is still right.",
    "import": "Import a workbook from somewhere else, such as an email.",
    "undo": "List what was decided, and take a line of it back.",
    "trace": "Follow a theme, cell or turn to the words, and back.",
    "finding": "Keep claims, accounted for over all cases.",
    "figure": "Save a figure for a paper, as PDF, SVG or PNG.",
    "place": "Say where a case stands on a position.",
    "verify": "Are the quotations in a draft right?",
    "codebook": "Say what has become of a subtheme that was changed.",
    "check": "Check the study for problems.",
}


class Commands(click.Group):
    """The commands in the order of the work, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command, None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(f"framework.cli.{name}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table above, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what goes wrong on purpose becomes lines and an exit code."""
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            for problem in error.problems:
                click.echo(_inert(str(problem)), err=True)
            click.echo(f"{error.message}.", err=True)
        except FrameworkError as error:
            click.echo(_inert(f"framework: {error}."), err=True)
        except OSError as fault:
            _tell(fault)
        return ctx.exit(1)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the program. Where its output cannot be printed, it says so and has failed."""
        try:
            return super().main(*args, **options)
        except OSError as fault:
            _tell(fault)
        except SystemExit as end:
            if sys.stdout is None:
                _tell(OSError(errno.EBADF, "it is closed"))
            if sys.stdout is not None or end.code:
                raise
        return sys.exit(1)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Commands look for study.yaml here and in the folders above.",
)
@click.version_option(__version__, prog_name="framework")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Qualitative analysis by the Framework Approach.

    People read, index and summarise. The program locates, lays out, links and checks; it
    never writes a summary.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that cannot show a letter shows ?


def _tell(fault: OSError) -> None:
    """Say in one line which file failed, or that nothing more can be printed."""
    place = fault.filename2 or fault.filename
    told = f"{place}: {fault.strerror}"
    if not place:
        told = f"standard output cannot be written ({fault.strerror})"
        with suppress(OSError, ValueError, AttributeError):  # or the interpreter tries it again
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError):
        click.echo(_inert(f"framework: {told}."), err=True)


def _inert(text: str) -> str:
    from framework.plain.text import inert  # noqa: PLC0415 - only when something went wrong

    return inert(text)
