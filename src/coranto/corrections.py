"""The commands by which people correct the record and protect persons; nothing they decide is ever overwritten."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from .errors import UsageError
from .opening import DONE, SOME_FAILED, author_of, now, open_book, reread
from .options import global_options, json_option
from .terminal import put, say

if TYPE_CHECKING:
    from .model.record import Judged

Command = Callable[..., Any]
WORDS = re.compile(r"(\d+)-(\d+)")


def deciding_options(command: Command) -> Command:
    """Give a command what every decision needs: who and why; and where, for actors that stand in several reports."""
    options = (
        click.option("--reason", required=True, help="Why: kept with the decision and shown with the entry."),
        click.option("--author", help="Who decides; default is `author` of the settings."),
        click.option("--report", metavar="ID", help="The report meant, for an id that stands in several."),
        click.option("--everywhere", is_flag=True, help="Of an actor: in all reports, later ones too."),
    )
    for option in reversed(options):
        command = option(command)
    return global_options(command)


def _decide(action: Any, target: str, options: dict[str, Any], **details: Any) -> None:
    author = author_of(options["author"])
    where = {"report": options["report"], "everywhere": options["everywhere"]}
    with open_book() as book:
        done = book.correct(action, target, author=author, at=now(), reason=options["reason"], **where, **details)
        about = done.anchor.report
        if about is not None and done.anchor.kind == "report" and book.is_misdated(about):
            reread(book, about)
            say(f"report {about[:12]} was read again with its day of publication as it is now")
        state = next((each for each in book.corrections() if each.id == done.id), None)
    put(done.id)
    if state is not None:
        say(f"{done.action} {done.target}: {state.state}" + (f": {state.note}" if state.note else ""))


@click.group()
@global_options
def correct() -> None:
    """Correct an entry of the record by its id: it holds through every later reading, until it is undone.

    \b
    Examples:
      coranto correct confirm event-0f3a… --reason "seen on the page"
      coranto correct edit event-0f3a… status=planned --reason "it says will"
      coranto correct list --open
    """


@correct.command()
@click.argument("target", metavar="ID")
@deciding_options
def confirm(target: str, **options: Any) -> None:
    """Vouch for an entry as it stands.

    \b
    Example:
      coranto correct confirm event-0f3a… --reason "checked against the page"
    """
    _decide("confirm", target, options)


@correct.command()
@click.argument("target", metavar="ID")
@deciding_options
def reject(target: str, **options: Any) -> None:
    """Take an entry, or a whole report, out of the record.

    \b
    Example:
      coranto correct reject event-0f3a… --reason "a football match"
    """
    _decide("reject", target, options)


@correct.command()
@click.argument("target", metavar="ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@deciding_options
def edit(target: str, values: tuple[str, ...], **options: Any) -> None:
    """Say what an entry says. A VALUE is a word, or JSON: null, true, 12, ["actor-1", "actor-2"].

    \b
    Examples:
      coranto correct edit event-0f3a… status=planned place=null --reason "it says will"
      coranto correct edit 7b1c9e44 published=2018-08-27 --reason "the date line"
    """
    _decide("edit", target, options, values=_values(values))


@correct.command()
@click.argument("target", metavar="ID")
@click.argument("name")
@deciding_options
def rename(target: str, name: str, **options: Any) -> None:
    """Give an actor, a place or a report another name.

    \b
    Example:
      coranto correct rename actor-9c21… "Free Officers" --reason "as their own statement has it"
    """
    _decide("rename", target, options, values={"name": name})


@correct.command()
@click.argument("target", metavar="ID")
@click.argument("codes", metavar="TYPE[.MODE]|FIELD=VALUE...", nargs=-1, required=True)
@deciding_options
def recode(target: str, codes: tuple[str, ...], **options: Any) -> None:
    """Code an entry anew; quad class, intensity and CAMEO code follow from type and mode of an event.

    \b
    Examples:
      coranto correct recode event-0f3a… ASSAULT.aerial --reason "by aircraft"
      coranto correct recode position-77ab… stance=opposes --reason "read it again"
    """
    kind = codes[0] if "=" not in codes[0] else None
    values = _values(codes[1:] if kind else codes)
    if kind:
        name, _, mode = kind.partition(".")
        values = {"type": name, "mode": mode or None, **values}
    _decide("recode", target, options, values=values)


@correct.command()
@click.argument("target", metavar="ID")
@click.argument("into", metavar="INTO")
@deciding_options
def merge(target: str, into: str, **options: Any) -> None:
    """Say that an entry is the same as another of its kind, which stays.

    \b
    Example:
      coranto correct merge actor-9c21… actor-11d0… --reason "one man, two spellings"
    """
    _decide("merge", target, options, into=into)


@correct.command()
@click.argument("target", metavar="ID")
@click.argument("words", metavar="START-END...", nargs=-1, required=True)
@click.option("--name", help="The name of the actor that is split off.")
@deciding_options
def split(target: str, words: tuple[str, ...], name: str | None, **options: Any) -> None:
    """Make some of an entry's words, by their offsets in the report, an entry of their own.

    \b
    Example:
      coranto correct split actor-9c21… 310-318 --name "his brother" --reason "two men"
    """
    spans = [WORDS.fullmatch(each) for each in words]
    wrong = [word for word, span in zip(words, spans, strict=True) if span is None]
    if wrong:
        raise UsageError(f"{wrong[0]!r} names no words; write their offsets as 310-318 (coranto show prints them)")
    offsets = [(int(span[1]), int(span[2])) for span in spans if span]
    _decide("split", target, options, words=offsets, values={"name": name} if name else {})


@correct.command()
@click.argument("target", metavar="ID")
@deciding_options
def undo(target: str, **options: Any) -> None:
    """Undo a correction by its id, or the last one of an entry; the trail keeps both.

    \b
    Examples:
      coranto correct undo correction-41fe… --reason "wrong event"
      coranto correct undo event-0f3a… --reason "wrong event"
    """
    _decide("undo", target, options)


@correct.command(name="list")
@click.option("--open", "only_open", is_flag=True, help="Only those that need a person: open and in conflict.")
@json_option
@global_options
def list_(*, only_open: bool, as_json: bool) -> None:
    """List corrections with what became of them; with --open, exit code 1 when one needs a person.

    \b
    Example:
      coranto correct list --open
    """
    found = 0
    with open_book() as book:
        for one in book.corrections():
            if only_open and one.state not in {"open", "conflict"}:
                continue
            found += 1
            put(_json(one) if as_json else _line(one))
    say(f"{found} correction{'' if found == 1 else 's'}")
    sys.exit(SOME_FAILED if only_open and found else DONE)


@click.group()
@global_options
def protect() -> None:
    """Hide the name of a person in everything that leaves the desk, or release it, with a reason.

    \b
    Examples:
      coranto protect hide actor-9c21… --reason "a witness"
      coranto protect release actor-9c21… --reason "spoke for the council under his name"
    """


@protect.command()
@click.argument("target", metavar="ID")
@deciding_options
def hide(target: str, **options: Any) -> None:
    """Show a person by role only, and block the name out of every quotation.

    \b
    Example:
      coranto protect hide actor-9c21… --reason "a witness"
    """
    _decide("hide", target, options)


@protect.command()
@click.argument("target", metavar="ID")
@deciding_options
def release(target: str, **options: Any) -> None:
    """Let the name of a person be shown.

    \b
    Example:
      coranto protect release actor-9c21… --reason "named in the ruling, holds office"
    """
    _decide("release", target, options)


@protect.command(name="list")
@json_option
@global_options
def protected(*, as_json: bool) -> None:
    """List the decisions on names.

    \b
    Example:
      coranto protect list
    """
    with open_book() as book:
        for one in book.corrections():
            if one.correction is not None and one.correction.action in {"hide", "release"}:
                put(_json(one) if as_json else _line(one))


def _values(given: tuple[str, ...]) -> dict[str, Any]:
    import json

    values: dict[str, Any] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name:
            raise UsageError(f"{each!r} is no value; write FIELD=VALUE")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values


def _json(one: Judged) -> bytes:
    import msgspec

    return msgspec.json.encode(one)


def _line(one: Judged) -> str:
    note = f": {one.note}" if one.note else ""
    if one.correction is None:
        return f"{one.id}  {one.state}{note}"
    said = one.correction
    where = f" in {said.anchor.report[:12]}" if said.anchor.report else " everywhere"
    what = f"{said.action} {said.target}{where}"
    return f"{one.id}  {said.at[:10]}  {said.author}: {what} ({said.reason})  {one.state}{note}"
