"""Everything that comes in becomes a report or a failure that names it."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coranto.errors import UsageError
from coranto.model.report import Captured, Failure
from coranto.sources import Given, given_day, read_sources, read_string


def one(path: Path, given: Given | None = None, limit: int = 20_000_000) -> Captured | Failure:
    [found] = list(read_sources([path], given=given, limit=limit))
    return found


def failure(path: Path, limit: int = 20_000_000) -> str:
    found = one(path, limit=limit)
    assert isinstance(found, Failure)
    assert str(path) in found.source
    return found.message


def report(path: Path, given: Given | None = None) -> Captured:
    found = one(path, given)
    assert isinstance(found, Captured), found
    return found


def test_plain_text_is_the_decoded_file_unchanged(tmp_path: Path) -> None:
    text = "  The road is open.\r\n\r\nTrucks cross.\t\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    captured = report(tmp_path / "a.txt")
    assert captured.report.text == text
    assert captured.report.id == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Café à Beyrouth".encode("utf-8-sig"), {None}),
        ("Café à Beyrouth".encode("utf-16"), {"utf-16-le"}),
        (
            "Le gouvernement a déclaré que la réunion était annulée. Les élus sont déçus.".encode("cp1252"),
            {"cp1250", "cp1252", "latin_1"},
        ),
    ],
)
def test_encodings_are_told_and_said(tmp_path: Path, data: bytes, encoding: set[str | None]) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    captured = report(tmp_path / "a.txt")
    assert "é" in captured.report.text and "\ufeff" not in captured.report.text
    assert captured.report.extra.get("encoding") in encoding


def test_bad_inputs_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "nul.txt").write_bytes(b"The road\x00 is open.")
    (tmp_path / "long.txt").write_bytes(b"a" * 2_000_000)
    (tmp_path / "report.docx").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    assert "empty" in failure(tmp_path / "empty.txt")
    assert "binary" in failure(tmp_path / "binary.txt")
    assert "NUL" in failure(tmp_path / "nul.txt")
    assert "2,000,000 characters" in failure(tmp_path / "long.txt")
    assert "2,000,000 bytes" in failure(tmp_path / "long.txt", limit=1000)
    assert "not read" in failure(tmp_path / "report.docx")
    assert "no such file" in failure(tmp_path / "absent.txt")
    assert "no file that can be read" in failure(tmp_path / "folder")


def test_markdown_front_matter_is_metadata_and_stays_in_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: The Road\noutlet: Test Wire\ndate: 2018-09-10\nnote: x\n---\n\n# The Road\n\nIt is open.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    captured = report(tmp_path / "a.md")
    assert (captured.report.title, captured.report.outlet, captured.report.text) == ("The Road", "Test Wire", text)
    assert captured.stated[0].value == "2018-09-10"
    assert captured.report.extra == {"note": "x"}


def test_bad_front_matter_is_a_note_not_a_loss(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [x\n---\n\nThe road is open.\n", encoding="utf-8")
    assert "not valid YAML" in report(tmp_path / "a.md").notes[0]


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html lang="en"><head><title>The Road | Test Wire</title>
    <meta property="og:title" content="The Road Is Open"><meta property="og:site_name" content="Test Wire">
    <meta property="article:published_time" content="2018-09-07T23:30:00+03:00"></head><body><nav>Home</nav><article>
    <h1>The Road Is Open</h1><p>Trucks crossed the bridge on Friday for the first time in a month, the council said.</p>
    <p>The mayor called it a good day for the town and thanked the drivers who had waited for so long.</p>
    </article><footer>Imprint</footer></body></html>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    captured = report(tmp_path / "a.html")
    assert captured.report.text.startswith("The Road Is Open\n\nTrucks crossed")
    assert "Imprint" not in captured.report.text
    assert (captured.report.outlet, captured.report.language) == ("Test Wire", "en")
    assert captured.stated[0].value == "2018-09-07"


def test_a_page_of_too_many_tags_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>" * 300_000)
    assert "too" in failure(tmp_path / "a.html") or "tags" in failure(tmp_path / "a.html")


def test_rows_keep_what_we_do_not_know_and_bad_ones_are_named(tmp_path: Path) -> None:
    rows = ['{"id": "a", "text": "The road is open.", "published": "2018-09-07", "x": 1}', "{", "[1]", '{"text": ""}',
            '{"text": "\\ud800"}', '{"id": "b", "text": "It rains.", "published": "soon"}']  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = list(read_sources([tmp_path / "a.jsonl"]))
    assert [type(each).__name__ for each in found] == ["Captured", *["Failure"] * 4, "Captured"]
    first, last = found[0], found[-1]
    assert isinstance(first, Captured) and isinstance(last, Captured)
    assert first.report.extra == {"id": "a", "x": 1}
    assert first.original == rows[0].encode() and first.report.id == hashlib.sha256(rows[0].encode()).hexdigest()
    assert "'soon'" in last.notes[0] and last.stated == ()
    assert isinstance(found[1], Failure) and "line 2" in found[1].source


def test_standard_input_is_rows_or_a_text() -> None:
    rows = BytesIO(b'\n{"text": "The road is open."}\n{"text": "It rains."}\n')
    assert len(list(read_sources(["-"], stdin=rows))) == 2
    [text] = list(read_sources(["-"], stdin=BytesIO(b"The road is open.\nIt rains.\n")))
    assert isinstance(text, Captured) and text.report.text == "The road is open.\nIt rains.\n"


def test_what_is_given_fills_and_only_force_overrides(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\noutlet: Test Wire\ndate: 2018-09-10\n---\n\nIt rains.\n", encoding="utf-8")
    given = Given(published="2018-01-01", outlet="Other", title="Rain")
    filled = report(tmp_path / "a.md", given)
    assert (filled.report.outlet, filled.report.title, filled.stated[0].value) == ("Test Wire", "Rain", "2018-09-10")
    forced = report(tmp_path / "a.md", Given(published="2018-01-01", outlet="Other", force=True))
    assert (forced.report.outlet, forced.stated[0].value) == ("Other", "2018-01-01")


@pytest.mark.parametrize("words", ["nonsense", "2018-02-31", "yesterday", "12", "", "0000-00-00"])
def test_what_is_no_day_is_a_usage_error_that_names_it(words: str) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        given_day(words)


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "README.md", "notes.yml"):
        (tmp_path / name).write_text(f"This is {name}.", encoding="utf-8")
    names = [Path(each.source).name for each in read_sources([tmp_path])]
    assert names == ["a.txt", "b.txt"]


def test_web_addresses_say_that_they_are_not_fetched_yet() -> None:
    [found] = list(read_sources(["https://example.org/x"]))
    assert isinstance(found, Failure) and "not fetched" in found.message


def test_a_string_with_a_lone_surrogate_is_a_failure() -> None:
    assert isinstance(read_string("The road \ud800 is open.", Given()), Failure)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".jsonl"]))
def test_no_bytes_raise(tmp_path: Path, data: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    for found in read_sources([path]):
        if isinstance(found, Captured) and ending == ".txt" and "encoding" not in found.report.extra:
            assert found.report.text.encode() in {data, data.removeprefix(b"\xef\xbb\xbf")}


def test_every_sample_row_is_json() -> None:
    from coranto.samples import samples_folder

    for path in samples_folder().glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["note"].startswith("Illustrative report")


def test_an_original_read_again_is_the_same_report() -> None:
    from msgspec.structs import replace

    from coranto.samples import samples_folder
    from coranto.sources import read_again

    captured = [each for each in read_sources([samples_folder()]) if isinstance(each, Captured)]
    assert {each.media_type for each in captured} == {"text/plain", "text/markdown", "text/html", "application/json"}
    for each in captured:
        bare = replace(each, report=replace(each.report, text=""))
        assert read_again(bare) == each
    assert isinstance(read_again(replace(captured[0], media_type="audio/wav")), Failure)
