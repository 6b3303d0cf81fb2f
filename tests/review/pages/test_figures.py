"""The analyst's page and file."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from tests import factories as make

from .conftest import At, waiting


@pytest.mark.parametrize(("group", "status"), [("moderator", 403), ("senior moderator", 200), ("analyst", 200)])
def test_figures_are_for_those_who_may_take_them_out(at: At, group, status):
    browser = at(group=group)
    assert browser.get(reverse("figures")).status_code == status
    assert browser.get(reverse("figures_csv", args=["2026-W46"])).status_code == status


def test_the_week_in_numbers(at: At):
    shoes = make.category("Shoes", "Boots")
    pair = waiting(make.spu(category=shoes), make.spu(category=shoes))
    make.decision(pair, make.user("bo"), "different")
    page = at(group="analyst").get(reverse("figures"))
    assert {step.name: step.number for step in page.context["steps"]} == {
        "found": 1,
        "judged": 1,
        "sent to people": 1,
        "decided": 1,
        "accepted": 0,
    }
    assert [step.share for step in page.context["steps"]] == [None, 100, 100, 100, 0]
    assert b"Shoes" in page.content and b"Boots" not in page.content


def test_deeper_categories_on_demand(at: At):
    shoes = make.category("Shoes", "Boots")
    waiting(make.spu(category=shoes), make.spu(category=shoes))
    assert "Shoes › Boots" in at(group="analyst").get(f"{reverse('figures')}?level=2").content.decode()


def test_a_week_in_which_nothing_happened(at: At):
    page = at(group="analyst").get(f"{reverse('figures')}?week=2024-W01")
    assert page.status_code == 200 and b"Nothing happened in this week" in page.content
    assert [step.length for step in page.context["steps"]] == [0] * 5


@pytest.mark.parametrize("week", ["2026-W99", "last", "2026-46", "9999-W52", "8999-W01"])
def test_what_is_no_week(at: At, week):
    assert at(group="analyst").get(f"{reverse('figures')}?week={week}").status_code == 404


def test_the_file_starts_with_a_mark_that_excel_reads_and_holds_the_same_rows(at: At):
    shoes = make.category("=cmd|'/c calc'!A1")
    waiting(make.spu(category=shoes), make.spu(category=shoes))
    week = make_week(at)
    answer = at("ann", "analyst").get(reverse("figures_csv", args=[week]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="onelisting-{week}.csv"'
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["category_lv1"][:2] for row in rows] == ["'=", "To"] and rows[0]["candidates_found"] == "1"


def make_week(at: At) -> str:
    return str(at("lea", "analyst").get(reverse("figures")).context["week"])


def test_another_week_comes_as_a_part(at: At):
    part = at(group="analyst").get(f"{reverse('figures')}?week=2024-W01", headers={"HX-Request": "true"})
    assert b"<html" not in part.content and b"2024-W01" in part.content
