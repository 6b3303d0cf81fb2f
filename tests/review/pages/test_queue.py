from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dedup.models import Pair
from review import claims
from tests import factories as make

from .conftest import At, waiting

QUEUE = "/queue/"


def shown(page) -> list[int]:
    return [line.row.pair.pk for line in page.context["lines"]]


def test_a_seller_cannot_put_html_into_the_page(mia: Client):
    waiting(make.spu("<script>alert('hello')</script> bag"), make.spu("a bag"))
    page = mia.get(QUEUE).content.decode()
    assert "<script>alert" not in page and "&lt;" in page


def test_every_tab_opens_and_counts(mia: Client, at: At):
    anna = make.user("anna")
    make.decision(waiting(), anna, "different")
    make.decision(waiting(), anna, "unsure")
    waiting()
    counts = {tab.title: tab.count for tab in mia.get(QUEUE).context["tabs"]}
    assert counts == {"Pending": 1, "Mine": 0, "Unsure": 1, "Declined": 1, "Merged": 0, "All": 3}
    for tab in ("pending", "mine", "unsure", "declined", "merged", "all"):
        assert mia.get(f"{QUEUE}?tab={tab}").status_code == 200


def test_filters_live_in_the_address_and_in_every_link(mia: Client):
    shoes = make.category("Shoes", "Boots")
    pair = waiting(make.spu("boot one", category=shoes), make.spu("boot two", category=shoes))
    waiting()
    parent = shoes.parent_id
    page = mia.get(f"{QUEUE}?tab=pending&category={parent}&level=likely_match&q=boot")
    assert shown(page) == [pair.pk]
    links = re.findall(rf'href="(/pairs/{pair.pk}/[^"]*)"', page.content.decode())
    assert links and all(f"category={parent}" in link and "q=boot" in link for link in links)
    assert all(f"category={parent}" in tab.url for tab in page.context["tabs"])


def test_a_part_comes_with_a_clean_address(mia: Client):
    waiting()
    answer = mia.get(f"{QUEUE}?tab=pending&q=&seller=&category=&level=match", headers={"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == f"{QUEUE}?level=match&tab=pending"
    assert b"<html" not in answer.content and b'id="list"' in answer.content
    assert "HX-Request" in answer.headers["Vary"]


def test_a_page_restored_from_history_is_whole(mia: Client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in mia.get(QUEUE, headers=headers).content


def test_the_next_rows_follow_the_first_ones(mia: Client):
    pairs = {waiting().pk for _ in range(27)}
    first = mia.get(QUEUE)
    assert len(shown(first)) == 25 and first.context["more"]
    second = mia.get(f"{QUEUE}?{first.context['more']}", headers={"HX-Request": "true"})
    assert set(shown(first)) | set(shown(second)) == pairs and len(shown(second)) == 2
    assert b"tabs" not in second.content


def test_more_rows_need_no_more_queries(mia: Client):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            mia.get(QUEUE)
        return len(seen)

    waiting()
    one = queries()
    for _ in range(5):
        waiting(make.spu(category=make.category("Shoes", "Boots")))
    assert queries() <= one + 1


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "All caught up"), ("?tab=mine", "Nothing here yet"), ("?tab=merged", "Nothing here yet")],
)
def test_an_empty_list_says_why(mia: Client, query, words):
    assert words in mia.get(QUEUE + query).content.decode()


def test_a_list_that_filters_emptied_offers_to_reset_them(mia: Client):
    waiting()
    assert b"Reset filters" in mia.get(f"{QUEUE}?q=nothing+like+it").content


def test_a_list_that_others_hold_says_so(mia: Client):
    claims.claim(waiting().pk, make.user("anna"))
    assert b"Others are on it" in mia.get(QUEUE).content


def test_skipped_pairs_can_be_shown_again(mia: Client):
    pair = waiting()
    mia.post(reverse("skip", args=[pair.pk]))
    assert b"Only skipped pairs are left" in mia.get(QUEUE).content
    mia.post(reverse("unskip"))
    assert shown(mia.get(QUEUE)) == [pair.pk]


def test_start_takes_the_best_pair_and_keeps_the_filters(mia: Client):
    waiting(title_score=0.4)
    best = waiting(title_score=0.95)
    answer = mia.get(f"{reverse('next')}?source=title")
    assert answer.url == f"{reverse('pair', args=[best.pk])}?source=title&tab=pending"


def test_steps_walk_the_list_and_give_pairs_back(mia: Client):
    ranked = [waiting(title_score=score) for score in (0.9, 0.8, 0.7)]
    mia.get(reverse("pair", args=[ranked[1].pk]))
    onward = mia.get(reverse("following", args=[ranked[1].pk]))
    assert onward.url.startswith(reverse("pair", args=[ranked[2].pk]))
    assert claims.holder(ranked[1].pk) is None
    back = mia.get(reverse("previous", args=[ranked[1].pk]))
    assert back.url.startswith(reverse("pair", args=[ranked[0].pk]))


def test_a_step_over_the_end_leads_to_the_queue(mia: Client):
    pair = waiting()
    assert mia.get(reverse("following", args=[pair.pk])).url.startswith(QUEUE)


def test_the_category_tree_opens_at_the_chosen_one(mia: Client):
    boots = make.category("Shoes", "Boots")
    make.category("Bags")
    page = mia.get(f"{QUEUE}?category={boots.pk}")
    assert {branch.category.name: branch.open for branch in page.context["branches"]} == {"Bags": False, "Shoes": True}


def test_pairs_that_are_settled_are_looked_at_and_not_taken(mia: Client):
    pair = waiting()
    make.decision(pair, make.user("anna"), "different")
    assert "look=1" in mia.get(f"{QUEUE}?tab=declined").content.decode()
    assert not Pair.objects.get(pk=pair.pk).open
