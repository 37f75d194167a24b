"""A report whose day a person corrects is read again with it: what hangs on the day follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coranto.cli import coranto

TEXT = "BEIRUT - Shells hit the market of Saraqib on Friday. Three residents were killed.\n"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    coranto.main([*words], standalone_mode=False)
    return capsys.readouterr().out


def days(book: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    rows = [json.loads(line) for line in run(capsys, "--book", book, "export", "events").splitlines()]
    return {row["earliest"] for row in rows if row["date_precision"] == "day"}


def test_events_follow_the_corrected_day_and_go_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, book = tmp_path / "page.txt", str(tmp_path / "b.db")
    page.write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit):
        run(capsys, "--book", book, "read", "--published", "2020-05-09", str(page))
    capsys.readouterr()
    [report] = [json.loads(line)["id"] for line in run(capsys, "--book", book, "export", "reports").splitlines()]
    assert days(book, capsys) == {"2020-05-08"}
    why = ("--reason", "the date line", "--author", "A. Editor")
    run(capsys, "--book", book, "correct", "edit", report[:12], "published=2020-05-16", *why)
    assert days(book, capsys) == {"2020-05-15"}
    with pytest.raises(SystemExit):  # reading the source again keeps the day that was set
        run(capsys, "--book", book, "read", "--published", "2020-05-09", str(page))
    assert days(book, capsys) == {"2020-05-15"}
    run(capsys, "--book", book, "correct", "undo", report, *why)
    assert days(book, capsys) == {"2020-05-08"}
    with pytest.raises(SystemExit) as done:
        run(capsys, "--book", book, "verify")
    assert done.value.code == 0
