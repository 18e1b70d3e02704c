"""Options of the command line: what can be typed behind each verb."""

from argparse import ArgumentParser
from pathlib import Path


def add_options(verb: str, parser: ArgumentParser) -> None:
    """What can be typed behind this verb. Only this one's modules are imported."""
    here = parser.add_argument
    match verb:
        case "check":
            what = "a playbook file, or a folder of playbook files"
            here("playbook", nargs="?", type=Path, help=what)
        case "backup":
            here("file", type=Path, metavar="FILE", help="the file to write")
            here("--replace", action="store_true", help="write over a file that is there")
        case "restore":
            here("file", type=Path, metavar="FILE", help="the backup")
            here("--replace", action="store_true", help="put it in the place of a database with deals")
        case "slack-manifest":
            here("--url", default="", help="the bot's public address for HTTP, https://...")
            here("--icon", type=Path, metavar="FILE", help="write the app's icon too, as a PNG")
        case "teams-package":
            out = Path("stagecoach-teams.zip")
            here("--out", type=Path, default=out, metavar="FILE", help="the zip file to write")
            here("--company", default="Stagecoach", metavar="NAME", help="the company the app belongs to")
            here(
                "--site", required=True, metavar="URL", help="the company's website, with /privacy and /terms below it"
            )
            here("--older", action="store_true", help="for a Teams without slash commands, with manifest 1.17")
        case _:
            _add_longer_options(verb, parser)


def _add_longer_options(verb: str, parser: ArgumentParser) -> None:
    """The options of the commands that have a file of their own for them."""
    match verb:
        case "sandbox":
            from bot.terminal import sandbox_options

            sandbox_options.add(parser.add_argument)
        case "mcp":
            from bot.terminal import agents

            agents.add_options(parser)
        case "import":
            from bot.imports import options

            options.add(parser.add_argument)
        case "export":
            from bot.terminal import export

            export.add_options(parser)
        case "erase":
            from bot.terminal import erase

            erase.add_options(parser)
        case "xray":
            from bot.terminal import xray

            xray.add_options(parser)
