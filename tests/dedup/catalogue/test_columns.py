from __future__ import annotations

import json
from pathlib import Path

import pytest

from dedup.catalogue.columns import Columns, read_mapping
from dedup.catalogue.lines import BadFile


def mapping(folder: Path, content: object) -> dict[str, str]:
    (folder / "map.json").write_text(content if isinstance(content, str) else json.dumps(content))
    return read_mapping(folder / "map.json")


def test_our_own_names_pass_as_they_are() -> None:
    fields: dict[str, object] = {"id": 1, "title": "a"}
    assert Columns().ours(fields) == (fields, [])


def test_names_are_known_in_any_case_and_the_rest_is_ignored() -> None:
    known, ignored = Columns().ours({" ID": 1, "Title": "a", "stock": 5, "attributes.colour": "red"})
    assert known == {"id": 1, "title": "a", "attributes.colour": "red"}
    assert ignored == ["stock"]


def test_a_mapping_renames_leaves_out_and_comes_first() -> None:
    columns = Columns({"SKU": "id", "name": "title", "notes": "", "farbe": "attributes.colour"})
    known, ignored = columns.ours({"SKU": 1, "name": "a", "notes": "n", "farbe": "rot", "title": "other", "x": 1})
    assert known == {"id": 1, "title": "a", "attributes.colour": "rot"}
    assert ignored == ["title", "x"]


def test_reading_a_mapping(tmp_path: Path) -> None:
    assert mapping(tmp_path, {"SKU ": "id", "notes": None}) == {"SKU": "id", "notes": ""}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ([], "must hold an object"),
        ({"SKU": 1}, "must hold an object"),
        ({"SKU": "sku"}, "a column 'sku' that we do not have; ours are attributes, brand"),
        ({"a": "title", "b": "title"}, "gives two columns the name 'title'"),
    ],
)
def test_bad_mappings_say_what_is_wrong(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        mapping(tmp_path, content)


def test_a_missing_mapping(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_mapping(tmp_path / "map.json")


def test_a_header_without_ids_says_how_to_name_them() -> None:
    Columns().check(["ID", "Title"])
    Columns({"SKU": "id"}).check(["SKU", "title", "id"])
    with pytest.raises(
        BadFile, match=r"no column is called id; the file has SKU, title. Say which is which in a mapping"
    ):
        Columns().check(["SKU", "title"])
