"""What an output is about, told by what it is called in three languages."""

from __future__ import annotations

import pytest

from rules import facts
from rules.facts import Kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["Brand Name"], Kind("brand")),
        (["Manufacturer"], Kind("brand")),
        (["品牌"], Kind("brand")),
        (["Торговая марка"], Kind("brand")),
        (["Color(s)"], Kind("colour")),
        (["Product colour"], Kind("colour")),
        (["颜色分类"], Kind("colour")),
        (["Цвет, основной"], Kind("colour")),
        (["Net weight (g)"], Kind("weight")),
        (["Size/Weight"], Kind("content")),
        (["size", "clothing size", "尺码"], Kind("clothing size")),
        (["size", "dimensions"], Kind("size")),
        (["Frame Color"], Kind("colour", ("frame",))),
        (["цвет оправы"], Kind("colour", ("оправы",))),
        (["镜框颜色"], Kind("colour", ("镜框",))),
        (["Back / Side Material"], Kind("material", ("back", "side"))),
        (["Paper Weight"], Kind("weight", ("paper",))),
        (["my own field", "型号"], Kind("part number")),
        (["Skin type"], Kind("skin type")),
        (["discolour"], None),
        (["page yield"], None),
        ([""], None),
    ],
)
def test_the_kind_by_the_names(names: list[str], kind: Kind | None) -> None:
    assert facts.kind_of(*names) == kind


def test_a_name_belongs_to_one_kind() -> None:
    names = [
        name
        for line in facts.KINDS.strip().replace("\n    ", " ").splitlines()
        for name in line.split(":")[1].split(",")
    ]
    assert sorted(map(str.strip, names)) == sorted(set(map(str.strip, names)))


def test_the_names_of_a_kind_are_those_that_tell_it() -> None:
    assert {"brand", "品牌", "бренд"} <= set(facts.names_of("brand"))
    assert all(facts.KIND_OF[name] == "brand" for name in facts.names_of("brand"))
