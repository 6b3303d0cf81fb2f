from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.catalogue import cells, rows
from dedup.catalogue.rows import Rejected, Row, Variant


def read(**fields: Any) -> Row:
    return rows.read({"id": "1", "title": "Bag", **fields})


def warnings(**fields: Any) -> list[str]:
    return list(read(**fields).warnings)


def test_a_full_row() -> None:
    row = read(
        brand="Nike™", category=["Bags", " ", "Suitcases"], attributes={"colour": "red"}, description="a\r\nb",
        price="€ 5", gtin="4006381333931", mpn=" A-1 ", seller="shop", url="https://shop.test/1",
        images=["a.jpg"], cspus=[{"id": "1:red", "attributes": {"size": ["S", "M"]}, "images": ["b.jpg"]}],
    )  # fmt: skip
    assert row == Row(
        id="1", title="Bag", brand="Nike", category=("Bags", "Suitcases"), attributes={"colour": "red"},
        description="a\nb", price=Decimal("5.00"), currency="EUR", gtin="4006381333931", mpn="A-1", seller="shop",
        url="https://shop.test/1", images=("a.jpg",), variants=(Variant("1:red", {"size": ["S", "M"]}, ("b.jpg",)),),
        injections=(), warnings=(), ignored=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "no id"),
        ({"id": " \u200b\0", "title": "Bag"}, "no id"),
        ({"id": True, "title": "Bag"}, "no id"),
        ({"id": {"a": 1}, "title": "Bag"}, "no id"),
        ({"id": 1}, "no title"),
        ({"id": 1, "title": "\u2060 \n"}, "no title"),
        ({"id": 1, "title": {"en": "Bag"}}, "no title"),
        ({"id": 1, "title": "Bag", "category": "a > b > c > d"}, "a category 4 levels deep: at most 3 can be kept"),
        ({"id": 1, "title": "Bag", "category": list("abcde")}, "a category 5 levels deep: at most 3 can be kept"),
    ],
)
def test_what_is_rejected(fields: dict[str, object], reason: str) -> None:
    for function in (rows.read, rows.key):
        with pytest.raises(Rejected, match=reason) as caught:
            function(fields)
        assert caught.value.id == ("1" if fields.get("id") is not True and fields.get("id") == 1 else "")


@pytest.mark.parametrize("category", [["a", " ", "b", None, "c"], "a > b > c", "a›b›c", '["a", "b", "c"]'])
def test_a_category_of_three_levels_in_any_spelling(category: object) -> None:
    assert read(category=category).category == ("a", "b", "c")


@pytest.mark.parametrize("category", [None, "", [], " > "])
def test_no_category(category: object) -> None:
    assert read(category=category).category == ()
    assert not warnings(category=category)


NOT_READ = "left empty"


@pytest.mark.parametrize(
    ("name", "value", "kept", "warning"),
    [
        ("brand", {"en": "x"}, "", "brand: neither text nor a number, left empty"),
        ("brand", ["Nike"], "Nike", None),
        ("brand", 5, "5", None),
        ("brand", None, "", None),
        ("brand", "x" * 500, "x" * 200, "brand: cut to 200 characters"),
        ("brand", "Ni\u200bke", "Nike", "brand: invisible characters are taken out of “Ni‹U+200B›ke”"),
        ("title", "Gucci\u202e", "Gucci", "title: invisible characters are taken out of “Gucci‹U+202E›”"),
        ("title", "☕\ufe0f Mug", "☕ Mug", None),
        ("title", "x" * 2000, "x" * 1000, "title: cut to 1,000 characters"),
        ("category", {"a": 1}, (), "category: neither names nor text, left empty"),
        ("category", ["a", ["b"]], (), "category: neither names nor text, left empty"),
        ("category", ["x" * 500], ("x" * 150,), "category: cut to 150 characters"),
        ("description", "x" * 30_000, "x" * 20_000, "description: cut to 20,000 characters"),
        ("price", "POA", None, "price: POA cannot be read: no number"),
        ("price", "1e30", None, "price: 1e30 cannot be read: outside of what a price can be"),
        ("price", {"amount": 5}, None, "price: a list or object cannot be read: neither a number nor text"),
        ("price", "n/a", None, None),
        ("price", Decimal("12.5"), Decimal("12.50"), None),
        ("currency", "gold", "", "currency: gold names none that we know"),
        ("currency", "usd", "USD", None),
        ("gtin", "4006381 333931", "4006381333931", None),
        ("gtin", 37000971924, "037000971924", None),
        ("gtin", "EAN: 4006381333931", "4006381333931", None),
        ("gtin", "4006381333932", "4006381333932",
         "gtin: 4006381333932 has no right check digit; it is kept, but finds no pairs"),
        ("gtin", "Does not apply", "", None),
        ("url", "javascript:alert(1)", "", "url: javascript:alert(1) is no web address, left empty"),
        ("url", "HTTPS://shop.test/ａ", "HTTPS://shop.test/ａ", None),
        ("attributes", 5, {}, "attributes: neither names with values nor text, left empty"),
        ("attributes", "a: 1; b=2;c", {"a": "1", "b": "2"}, "attributes: “c” has no name and is left out"),
        ("attributes", '{"a": 1.50, "b": true, "c": null}', {"a": "1.50", "b": "yes"}, None),
        ("attributes", {"size": ["S", "M", None], "one": ["x"]}, {"size": ["S", "M"], "one": "x"}, None),
        ("attributes", {"box": {"w": 5, "h": [1, 2]}}, {"box": "w: 5, h: 1, 2"}, None),
        ("attributes", [{"name": "a", "value": 1}, {"name": "Ａ", "value": 2}, 3], {"a": "1", "A": "2"},
         "attributes: an entry without a name is left out"),
        ("attributes", {"a": "1", " a": "2"}, {"a": ["1", "2"]}, None),
        ("attributes", {"a": "x" * 3000}, {"a": "x" * 2000}, "attributes: a is cut to 2,000 characters"),
        ("images", "a.jpg; b.jpg;;a.jpg", ("a.jpg", "b.jpg"), None),
        ("images", '["a;b.jpg"]', ("a;b.jpg",), None),
        ("images", ["a.jpg", 5, None], ("a.jpg",), "images: an entry that is no text is left out"),
        ("images", {"main": "a.jpg"}, (), "images: neither a list nor text, left empty"),
        ("images", ["x" * 3000], (), f"images: “{'x' * 80}…” is too long to be a path or an address"),
        ("images", [f"{n}.jpg" for n in range(60)], tuple(f"{n}.jpg" for n in range(50)),
         "images: only the first 50 of 60 are kept"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out_with_a_warning(
    name: str, value: object, kept: object, warning: str | None
) -> None:
    row = read(**{name: value})
    assert getattr(row, name) == kept
    assert set(row.warnings) == ({warning} if warning else set())


def test_a_currency_column_comes_before_the_sign() -> None:
    row = read(price="$5", currency="AUD")
    assert (row.currency, row.warnings) == ("AUD", ())
    row = read(price="€5", currency="USD")
    assert row.currency == "USD"
    assert row.warnings == ("currency: the price says EUR, the column USD, which is kept",)


def test_attribute_columns_join_the_others() -> None:
    row = read(attributes={"a": "1"}, **{"attributes.colour": "red", "attributes.empty": ""})
    assert row.attributes == {"a": "1", "colour": "red"}


def test_too_much_is_cut_and_said() -> None:
    assert warnings(attributes={str(n): 1 for n in range(400)}) == ["attributes: only the first 300 are kept"]
    assert warnings(cspus=[str(n) for n in range(150)]) == ["cspus: only the first 100 of 150 are kept"]


def test_nesting_ends_somewhere() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = {"a": deep}
    row = read(attributes={"deep": deep, "b": "1"})
    assert row.attributes == {"b": "1"}
    assert row.warnings == ("attributes: deep is nested too deeply and is left out",)


def test_long_ids_stay_apart_and_fit_an_index() -> None:
    one, two = (rows.read({"id": "я" * 5000 + end, "title": "a"}) for end in "12")
    assert one.id != two.id
    assert len(one.id) == 400
    assert one.id == rows.key({"id": "я" * 5000 + "1", "title": "a"})
    assert "shortened" in one.warnings[0]


def test_variants() -> None:
    row = read(
        cspus=[{"id": 7, "price": 5}, "blue", {"attributes": {"size": "S"}}, None, {"id": "blue", "images": "b.jpg"}]
    )
    assert row.variants == (
        Variant("7", {}, ()),
        Variant("blue", {}, ("b.jpg",)),
        Variant("#3", {"size": "S"}, ()),
    )
    assert row.ignored == ("cspus.price",)
    assert row.warnings == (
        "cspus: entry 3 has no id and is called #3",
        "cspus: entry 4 is no variant and is left out",
        "cspus: blue stands twice; the later one is kept",
    )
    assert [each.id for each in read(cspus="red; blue;").variants] == ["red", "blue"]
    assert [each.id for each in read(cspus='[{"id": "red"}]').variants] == ["red"]
    assert warnings(cspus=5) == ["cspus: neither a list nor text, left empty"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*sorted(rows.Row.__slots__), "cspus", "attributes.x"]), anything))
def test_whatever_stands_in_a_row_it_is_read_or_rejected(fields: dict[str, Any]) -> None:
    try:
        row = rows.read(fields)
    except Rejected as error:
        assert str(error).startswith(("no id", "no title", "a category"))
        return
    json.dumps([row.title, row.attributes, row.images], ensure_ascii=False).encode()
    assert row.id == rows.key(fields)


def test_cells_that_look_like_json_but_are_not() -> None:
    assert cells.opened("[New] shoes") == "[New] shoes"
    assert cells.opened("[" * 100_000) == "[" * 100_000
    assert cells.opened('{"a": 1.0}') == {"a": Decimal("1.0")}
