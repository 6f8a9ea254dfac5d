"""The ``ally`` commands."""

from __future__ import annotations

import click

from .commands import chat, classify, doctor, evaluate, helplines, ingest, lint, report, run, screen, search, train

COMMANDS = (
    chat.chat,
    run.run,
    screen.screen,
    evaluate.evaluate,
    train.train,
    search.search,
    ingest.ingest,
    classify.classify,
    helplines.helplines,
    lint.lint,
    doctor.doctor,
    report.report,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="anxiety-ally")
def main() -> None:
    """Anxiety Ally: finds mental-health articles in a chat; where somebody is in danger, help comes first."""


for command in COMMANDS:
    main.add_command(command)
