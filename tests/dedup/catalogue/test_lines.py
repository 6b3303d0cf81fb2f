from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dedup.catalogue import lines
from dedup.catalogue.lines import BadFile, Line


def read(folder: Path, name: str, data: bytes) -> list[Line]:
    (folder / name).write_bytes(data)
    return list(lines.read(folder / name))


def test_json_lines(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, "a.jsonl", b'\xef\xbb\xbf{"id": "1", "price": 1.50, "brand": NaN}\r\n\n  \n{"id": 2}'
    )
    assert first == Line(1, {"id": "1", "price": Decimal("1.50"), "brand": None}, size=42)
    assert str(first.fields["price"]) == "1.50"
    assert second == Line(4, {"id": 2}, size=9)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{bad", "broken JSON: Expecting property name enclosed in double quotes at character 2"),
        (b"[1]", "broken JSON: a listing is an object {…}"),
        (b'"text"', "broken JSON: a listing is an object {…}"),
        (b'{"id": "\xff"}', lines.NOT_UTF8),
        (b"[" * 100_000, "broken JSON: nested too deeply, or a number that is too long"),
        (b'{"id": ' + b"9" * 5000 + b"}", "broken JSON: nested too deeply, or a number that is too long"),
        (b'{"id": "' + b"x" * lines.LONGEST + b'"}', lines.TOO_LONG),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_broken_line_costs_itself_only(tmp_path: Path, line: bytes, problem: str) -> None:
    found = read(tmp_path, "a.jsonl", b'{"id": 1}\n' + line + b'\n{"id": 3}\n')
    assert [(each.number, each.problem) for each in found] == [(1, ""), (2, problem), (3, "")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(tmp_path: Path, mark: str) -> None:
    text = '\ufeffid|title|brand\r\n1|24" monitor|"a ""b"" | c"\r\n\r\n||\r\n2|"two\r\nlines"|\r\n3|x|y|z'.replace(
        "|", mark
    )
    assert [(each.number, each.fields) for each in read(tmp_path, "a.csv", text.encode())] == [
        (2, {"id": "1", "title": '24" monitor', "brand": f'a "b" {mark} c'}),
        (5, {"id": "2", "title": "two\r\nlines", "brand": ""}),
        (7, {"id": "3", "title": "x", "brand": "y", "column 4": "z"}),
    ]


def test_a_quote_that_never_closes_costs_its_line_only(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", b'id,title\n1,a\n2,"open\n3,c\n4,d')
    assert [(each.number, each.fields.get("id"), each.problem) for each in found] == [
        (2, "1", ""),
        (3, None, lines.OPEN_QUOTE),
        (4, "3", ""),
        (5, "4", ""),
    ]


def test_wrong_encoding_costs_its_record_with_all_its_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", b'id,title\n1,"\xff\nnot, a listing"\n2,b\n')
    assert [(each.number, each.problem) for each in found] == [(2, lines.NOT_UTF8), (4, "")]


def test_endless_csv_lines_and_fields_are_refused(tmp_path: Path) -> None:
    long = b"x" * (lines.LONGEST + 1)
    assert [each.problem for each in read(tmp_path, "a.csv", b"id,title\n1," + long + b"\n2,b\n")] == [
        lines.TOO_LONG,
        "",
    ]
    started = time.monotonic()
    line = b"x" * 96 + b",y\n"
    found = read(tmp_path, "b.csv", b'id,title\n1,"' + line * (lines.LONGEST // 50))
    assert found[0].problem == lines.OPEN_QUOTE
    assert len(found) == lines.LONGEST // 50
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", ["a.jsonl.gz", "A.NDJSON.GZ"])
def test_gzip(tmp_path: Path, name: str) -> None:
    assert [each.fields for each in read(tmp_path, name, gzip.compress(b'{"id": 1}\n'))] == [{"id": 1}]
    assert [each.fields for each in read(tmp_path, "a.csv.gz", gzip.compress(b"id,title\n1,b\n"))] == [
        {"id": "1", "title": "b"}
    ]


def test_a_cut_gzip_gives_what_it_holds_and_says_where_it_ends(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(b'{"id": %d}\n' % n for n in range(5000)))
    *good, last = read(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    assert 1000 < len(good) < 5000
    assert last.last
    assert last.number == len(good) + 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b"[]", "must end in .jsonl or .csv"),
        ("a", b"", "must end in .jsonl or .csv"),
        ("a.jsonl", "{}".encode("utf-16"), "UTF-16: save it as UTF-8"),
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"id,id\n", "two columns have the same name: id"),
        ("a.csv", b"id,\xff\n", "not UTF-8"),
        ("a.jsonl.gz", b"{}", "no gzip file"),
        ("a.csv.gz", b"id", "no gzip file"),
    ],
)
def test_bad_files_say_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(tmp_path, name, data)


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="does not exist"):
        list(lines.read(tmp_path / "a.jsonl"))
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadFile, match="cannot be opened"):
        list(lines.read(tmp_path / "folder.csv"))


def test_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,Title ,\n")
    assert lines.header(tmp_path / "a.csv") == ["id", "Title", "column 3"]
    (tmp_path / "a.jsonl").write_text("{}")
    assert lines.header(tmp_path / "a.jsonl") is None
    (tmp_path / "b.csv.gz").write_bytes(b"id")
    with pytest.raises(BadFile, match="no gzip file"):
        lines.header(tmp_path / "b.csv.gz")


def test_nothing_is_read_ahead(tmp_path: Path) -> None:
    """A gzip of half a gigabyte gives its first listing at once."""
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        for _ in range(64):
            file.write(b'{"id": 1}\n' * 50_000)
    started = time.thread_time()
    found: Iterator[Line] = lines.read(tmp_path / "a.jsonl.gz")
    assert next(found).fields == {"id": 1}
    assert time.thread_time() - started < 0.5
