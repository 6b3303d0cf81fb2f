"""The tree beside the rule: what each category has, what it is called, how people decided there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from review.pages.rules.tree import Tree
from rules import drafts
from tests import factories as make

pytestmark = pytest.mark.django_db


def tree(admin: Client, query: str = "", *path: str) -> Tree:
    address = reverse("rules_of", args=[make.category(*path).pk]) if path else reverse("rules")
    shown: Tree = admin.get(f"{address}{query}").context["tree"]
    return shown


def test_what_each_category_has(admin: Client) -> None:
    make.rule_set()
    make.rule_set("Bags", pictures="never")
    drafts.start(make.category("Bags", "Cases"), user=None)
    make.category("Shoes")
    shown = tree(admin)
    assert (shown.default.has, shown.default.version) == ("own", 1)
    assert [(node.name, node.has, node.version, node.draft) for node in shown.nodes] == [
        ("Bags", "own", 1, False),
        ("Cases", "inherited", None, True),
        ("Shoes", "inherited", None, False),
    ]


def test_without_a_default_a_category_may_have_no_rule(admin: Client) -> None:
    make.rule_set("Bags", pictures="never")
    make.category("Shoes")
    assert [node.has for node in tree(admin).nodes] == ["own", "none"]


def test_a_rule_that_says_nothing_of_its_own_is_told_so(admin: Client) -> None:
    line = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
    make.rule_set(fields=[line])
    make.rule_set("Shoes", extends="parent", fields=[{**line, "importance": "optional"}])
    make.rule_set("Shoes", "Boots", extends="parent")
    make.rule_set("Shoes", "Sandals", extends="parent", remove=["brand"])
    shoes, boots, sandals = tree(admin).nodes
    assert (shoes.has, sandals.has) == ("own", "own")
    assert (boots.has, boots.version, boots.above) == ("silent", 1, "Shoes")
    page = admin.get(boots.url).content.decode()
    assert "v1 says nothing of its own: the rule of Shoes applies" in page
    assert 'v1 says nothing of its own: the rule of <b class="said">Shoes</b>' in page


def test_branches_close_where_they_end_and_open_around_the_chosen_one(admin: Client) -> None:
    make.rule_set()
    for path in (("A", "B", "C"), ("A", "B", "D"), ("A", "E"), ("F", "G", "H"), ("I",)):
        make.category(*path)
    shown = tree(admin, "", "A", "B", "D")
    found = [(node.name, node.branch, node.open, len(node.ends)) for node in shown.nodes]
    assert found == [
        ("A", True, True, 0),
        ("B", True, True, 0),
        ("C", False, False, 0),
        ("D", False, False, 1),
        ("E", False, False, 1),
        ("F", True, False, 0),
        ("G", True, False, 0),
        ("H", False, False, 2),
        ("I", False, False, 0),
    ]
    page = admin.get(reverse("rules")).content.decode()
    nav = page[page.index('id="tree"') : page.index("<article>")]
    assert nav.count("<details") == nav.count("</details>") == 4 and nav.count("<li>") == nav.count("</li>") == 10


@pytest.mark.parametrize(
    ("search", "names"),
    [("case", ["Bags", "Cases"]), ("ＢＡＧ", ["Bags", "Cases", "Totes"]), ("nothing", []), ("", None)],
)
def test_a_search_leaves_what_it_finds_and_the_way_there(admin: Client, search: str, names: list[str] | None) -> None:
    make.rule_set()
    for path in (("Bags", "Cases"), ("Bags", "Totes"), ("Shoes",)):
        make.category(*path)
    shown = tree(admin, f"?q={search}")
    assert [node.name for node in shown.nodes] == (names if names is not None else ["Bags", "Cases", "Totes", "Shoes"])


def test_enter_opens_the_first_that_is_called_so_and_keeps_the_search(admin: Client) -> None:
    make.rule_set()
    totes = make.category("Bags & totes", "Totes")
    make.category("Shoes")
    for search, found in (("TOTES", totes.parent), ("totes › totes", totes)):
        answer = admin.get(reverse("rules"), {"q": search, "open": "1"})
        assert found is not None and answer.status_code == 302
        assert answer["Location"].split("?")[0] == reverse("rules_of", args=[found.pk])
        assert admin.get(answer["Location"]).context["tree"].search == search
    assert admin.get(reverse("rules"), {"q": "nothing", "open": "1"}).status_code == 200
    assert admin.get(reverse("rules"), {"q": "", "open": "1"}).status_code == 200


def test_while_one_types_only_the_tree_comes(admin: Client) -> None:
    make.rule_set()
    make.category("<b>Bags</b>")
    part = admin.get(f"{reverse('rules')}?q=bags", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="tree">') and "&lt;b&gt;Bags" in part and "What is compared" not in part


def test_a_decided_pair_counts_for_every_category_that_both_listings_are_in(admin: Client) -> None:
    make.rule_set()
    mia, cases, totes = make.user("mia"), make.category("Bags", "Cases"), make.category("Bags", "Totes")
    for left, right, word in ((cases, cases, "delist"), (cases, totes, "different"), (cases, None, "different")):
        pair = make.pair(make.spu(category=left), make.spu(category=right))
        make.decision(pair, mia, word, **({"survivor": pair.a} if word == "delist" else {}))
    unsure = make.pair(make.spu(category=totes), make.spu(category=totes))
    make.decision(unsure, mia, "unsure")
    shown = tree(admin)
    rates = {node.name: (node.rate.per_cent, node.rate.decided) if node.rate else None for node in shown.nodes}
    assert rates == {"Bags": (50, 2), "Cases": (100, 1), "Totes": None}
    assert shown.default.rate and (shown.default.rate.per_cent, shown.default.rate.decided) == (33, 3)


def test_the_number_of_queries_does_not_grow_with_the_tree(admin: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    make.rule_set()
    for number in range(60):
        make.category("A", f"B{number}")
    with django_assert_max_num_queries(16):  # two of them for the line on top of every page
        admin.get(reverse("rules"))
