"""The page of rules: read by rule admins only, with the level that every line came from."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db
LINE = {"field": "品牌", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}


def test_an_inherited_rule_names_where_it_stands(admin: Client):
    make.rule_set()
    make.rule_set("箱包", fields=[LINE])
    below = make.category("箱包", "背包")
    page = admin.get(reverse("rules_of", args=[below.pk])).content.decode()
    assert "No rule of its own" in page and "品牌" in page and ">lv1</span>" in page


def test_an_own_line_is_edited_from_here(admin: Client):
    make.rule_set(fields=[LINE])
    shoes = make.category("Shoes")
    make.rule_set("Shoes", extends="parent", fields=[{**LINE, "field": "maker", "importance": "optional"}])
    shown = admin.get(reverse("rules_of", args=[shoes.pk]))
    assert [(line.rule.field, line.level, line.inherited) for line in shown.context["lines"]] == [
        ("品牌", "default", True),
        ("maker", "here", False),
    ]
    answer = admin.post(reverse("start_draft", args=[shoes.pk]), {"line": "maker"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("?line=maker") and b'value="maker"' in answer.content
    assert b'name="line" value="\xe5\x93\x81\xe7\x89\x8c"' in admin.get(reverse("rules")).content


def test_the_default_is_shown_first(admin: Client):
    make.rule_set()
    page = admin.get(reverse("rules"))
    assert page.context["effective"].level == "default" and b"compares no field" in page.content


def test_without_rules_the_page_says_how_to_load_them(admin: Client):
    page = admin.get(reverse("rules"))
    assert page.status_code == 200 and b"load_rules" in page.content


def test_an_output_called_items_is_shown_like_any_other(admin: Client):
    make.rule_set(outputs={"items": {"type": "count"}})
    assert [name for name, *_ in admin.get(reverse("rules")).context["outputs"]] == ["items"]


def test_an_unknown_category(admin: Client):
    make.rule_set()
    assert admin.get(reverse("rules_of", args=[999_999])).status_code == 404


@pytest.mark.parametrize("group", ["moderator", "senior moderator", "analyst"])
def test_rules_are_for_rule_admins(group):
    client = Client()
    client.force_login(make.user("mia", group))
    assert client.get(reverse("rules")).status_code == 403
