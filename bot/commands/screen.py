"""``ally screen``: what the safety layer hears in a text."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.config import load_config

from .edge import WRONG_USE, forgiving, json_lines, plainly, report_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safety import Screener, Screening

FEATURES = 6  #: of those that speak for danger, so many are shown
OUT_OF_REACH = 1e6  #: of any score: the second opinion gives messages of very few words no card


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"id","text"} lines from standard input, write one result a line.')
@click.option("--explain", is_flag=True, help="For people: which rule, where, what muted it, and the second opinion.")
@click.option("--rules-only", is_flag=True, help="Without the second opinion.")
@click.option("--no-model", is_flag=True, help="Without the sentence model of the second opinion.")
@plainly
def screen(text: str | None, *, jsonl: bool, explain: bool, rules_only: bool, no_model: bool) -> None:
    """Screen TEXT (or standard input, as one text) for signs that somebody is in danger.

    The answer is an object of JSON: the level, the situation, who is at risk, and each signal with its rule.
    """
    if jsonl and text is not None:
        raise click.UsageError("give a TEXT or --jsonl, not both")
    if jsonl and explain:
        raise click.UsageError("--explain is for one text that people read, not for --jsonl")
    screener = load(rules_only=rules_only, model=not no_model)
    if jsonl:
        broken: list[str] = []
        for row in json_lines("text", broken):
            click.echo(json.dumps({"id": row["id"], **plain(screener.screen(row["text"]))}, ensure_ascii=False))
        report_broken(broken)
        return
    if text is None:
        if sys.stdin.isatty():
            click.echo("give a TEXT, or lines on standard input", err=True)
            sys.exit(WRONG_USE)
        text = forgiving(sys.stdin, "replace").read()
    screening = screener.screen(text)
    if explain:
        click.echo("\n".join([explained(screening, text), *opinion(screener, text)]))
    else:
        click.echo(json.dumps(plain(screening), ensure_ascii=False))


def load(*, rules_only: bool = False, model: bool = True) -> Screener:
    """The screener with the packaged data, from its compiled copy where there is one."""
    from safety import (  # noqa: PLC0415 - `ally --help` need not load the rules
        DATA,
        Screener,
        cache_for,
        load_parts,
        load_screener,
    )

    cache = cache_for(DATA, load_config().data_folder)
    return Screener(*load_parts(DATA, cache)) if rules_only else load_screener(DATA, cache, model=model)


def plain(screening: Screening) -> dict[str, Any]:
    """A screening as the documented plain values."""
    return {
        "level": screening.level.word, "situation": screening.situation.value if screening.situation else None,
        "about": screening.about.value, "language": screening.language, "minor": screening.minor,
        "failed": screening.failed,
        "signals": [
            {
                "rule": signal.rule, "level": signal.level.word, "situation": signal.situation.value,
                "span": list(signal.span), "muted_by": signal.muted_by,
            }
            for signal in screening.signals
        ],
    }  # fmt: skip


def explained(screening: Screening, text: str) -> str:
    """A screening for a person's eyes: the decision, then every rule with the words that set it off."""
    about = f", about {screening.about.value}" if screening.situation else ""
    situation = f" ({screening.situation.value}{about})" if screening.situation else ""
    lines = [f"{screening.level.word}{situation}{' - the screener failed' if screening.failed else ''}"]
    for signal in screening.signals:
        start, end = signal.span
        calmed = f"  muted by {signal.muted_by}" if signal.muted_by else ""
        sign = f"  sign {signal.sign}" if signal.sign else ""
        lines.append(f"  {signal.rule}  {signal.level.word}{sign}  {text[start:end]!r}{calmed}")
    return "\n".join(lines)


def opinion(screener: Screener, text: str) -> Iterator[str]:
    """What the second opinion scores a text, which danger it would be, and the features that speak most for it."""
    if screener.opinion is None or not text.strip():
        return
    judged = screener.opinion.judged(text, screener.meanings)
    most = text[slice(*judged.sentence.span)].strip()
    named = ", ".join(judged.sentence.meant.concepts) or "nothing that it knows"
    about = screener.opinion.situation(judged).value
    if judged.least < OUT_OF_REACH:
        yield f"  second opinion: {judged.score:.2f}, a card above {judged.least:.2f} where the rules hear nothing"
        yield "    (less is enough beside a weak sign, or two wishes that cues of the past calmed)"
    else:
        yield f"  second opinion: {judged.score:.2f}, but no card of its own for so few words"
    if judged.sensed:
        yield f"    half of what its sentence model says is in that: {judged.sensed.score:.2f}"
    marks = screener.opinion.marks
    yield f"    what is no explicit wish, plan or act of one's own is but a topic below {marks.harmless:.2f}"
    yield f"    what may only be told (of long ago, others, a lesson, in quotes) is but a topic below {marks.told:.2f}"
    yield "    (neither where a sentence speaks for danger by its letters and words)"
    yield f"    most by {most!r}, which names {named}; if it is a danger, then {about}"
    strongest = screener.opinion.strongest(judged.sentence, FEATURES)
    yield "    " + "  ".join(f"{name!r} {weight:+.2f}" for name, weight in strongest)
