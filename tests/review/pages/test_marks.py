from __future__ import annotations

import pytest

from review.pages import marks
from review.pages.marks import marked

CASES = {
    "what the other lacks": ("Spinner 55 black", "Spinner 55 red", "Spinner 55 <mark>black</mark>"),
    "order and case are no difference": ("Black spinner 55", "SPINNER 55 black", "Black spinner 55"),
    "a unit written on is no difference": ("250 g coffee", "coffee 250g", "250 g coffee"),
    "full width is no difference": ("５５ cm case", "55 cm case", "５５ cm case"),
    "signs without spaces": ("拉杆箱 黑色", "拉杆箱 银色", "拉杆箱 <mark>黑</mark>色"),
    "decimals are one word": ("lens -2.75 soft", "lens -2.25 soft", "lens -<mark>2.75</mark> soft"),
    "neighbours share a mark": ("tea loose leaf", "tea bags", "tea <mark>loose leaf</mark>"),
    "two languages: all would be marked": ("чайник", "electric kettle", "чайник"),
    "one side says nothing": ("a long description", "", "a long description"),
    "nothing": ("", "", ""),
}


@pytest.mark.parametrize(("left", "right", "html"), CASES.values(), ids=CASES)
def test_marked(left, right, html):
    assert marked(left, right)[0] == html
    assert marked(right, left)[1] == html


def test_seller_html_is_text_and_never_a_tag():
    html, other = marked("<script>alert(1)</script> & bag", "bag <img src=x onerror=alert(1)>")
    assert "<script" not in html and "<img" not in other
    assert "&lt;<mark>script</mark>&gt;" in html and "&amp;" in html


def test_a_seller_cannot_close_our_mark():
    html, _ = marked("case </mark><b>x</b>", "case red")
    assert html.count("<mark>") == html.count("</mark>") and "<b>" not in html


def test_versions_of_one_text_keep_their_order():
    before, after = marks.changed("Read the outer size. Never guess.", "Never guess. Read the <outer> size & weight.")
    assert "<mark>" in before and "<mark>" in after, "a sentence that moved is a change here"
    assert "&lt;" in after and "<outer>" not in after and "&amp;" in after
    assert strip(before) == "Read the outer size. Never guess."


def test_a_word_that_stands_there_twice_is_marked_where_it_is_new():
    _, after = marks.changed("All sizes.", "All sizes. Outer sizes.")
    assert after == "All sizes.<mark> Outer sizes.</mark>"


def test_very_long_versions_are_compared_as_sets_and_in_time():
    long = "word " * 20_000
    before, after = marks.changed(long, f"{long} new")
    assert "<mark>" not in before and after.endswith("<mark>new</mark>")


def strip(html: str) -> str:
    return html.replace("<mark>", "").replace("</mark>", "")
