from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dedup.models import Cspu, Extraction, Image, ModelCall, Pair, Spu, Verdict
from review import claims
from rules.models import RuleSet
from tests import factories as make

from .conftest import At, waiting

HTMX = {"HX-Request": "true"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}


def picture(spu: Spu, number: int = 0, cspu: Cspu | None = None) -> Image:
    sha256 = f"{spu.pk:032x}{number:032x}"
    place = {"spu": spu, "cspu": cspu, "position": number, "source": "x.jpg", "source_sha256": sha256}
    return Image.objects.create(**place, sha256=sha256, phash="0" * 16, width=10, height=10)


def address(pair: Pair, **query: Any) -> str:
    return f"{reverse('pair', args=[pair.pk])}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def field(name: str, outcome: str, **more: Any) -> dict[str, Any]:
    values = {"field": name, "importance": "required", "source": "outputLlm", "matcher": "EqualsItemMatcher"}
    return {**values, "outcome": outcome, "left": "", "right": "", "level": "lv2", "identity": None, **more}


def test_opening_a_pair_takes_it(mia: Client):
    pair = waiting()
    assert mia.get(address(pair)).context["standing"].kind == "mine"
    holder = claims.holder(pair.pk)
    assert holder and holder.reviewer.username == "mia"


def test_looking_takes_nothing(mia: Client):
    pair = waiting()
    page = mia.get(address(pair, look=1))
    assert page.context["standing"].kind == "looking" and b"Take this pair" in page.content
    assert claims.holder(pair.pk) is None


def test_a_pair_of_somebody_else_can_be_read_and_says_whose_it_is(mia: Client):
    pair = waiting()
    claims.claim(pair.pk, make.user("anna"))
    page = mia.get(address(pair))
    assert page.context["standing"].kind == "held" and b"<b>anna</b> looks at this pair until" in page.content
    assert b'value="different"' not in page.content


def test_a_decided_pair_says_by_whom_and_is_not_taken(mia: Client):
    pair = waiting()
    make.decision(pair, make.user("anna"), "different", reason="colour or pattern")
    page = mia.get(address(pair))
    assert page.context["standing"].kind == "decided"
    assert b"anna" in page.content and b"colour or pattern" in page.content
    assert b"Take this decision back" not in page.content  # hers, and mia is no senior


def test_an_unsure_pair_may_be_decided_by_anybody(mia: Client):
    pair = waiting()
    make.decision(pair, make.user("anna"), "unsure")
    page = mia.get(address(pair, tab="unsure"))
    assert page.context["standing"].acts and b"Anybody who is sure" in page.content


def test_values_are_those_of_the_calls_that_the_verdict_rests_on_whatever_its_rule_extends(mia: Client):
    pair = waiting()
    call = ModelCall.objects.create(key="key", role="extract", backend="offline", question={}, answer="{}")
    value = {"values": ["55 cm"], "evidence": "55 cm", "unreadable": False}
    for number, kept in enumerate((None, call, None)):
        Extraction.objects.create(
            spu=pair.a, key=str(number), values={"size": value} if kept else {"x": value}, backend="offline", call=kept
        )
    extends = make.rule_set("Bags", extends="parent", fields=[{**SIZE, "why": "parents describe the output"}])
    make.verdict(pair, rule_set=extends, evidence={"calls": [call.pk]})
    reads = dict(mia.get(address(pair)).context["reads"])
    assert [(read.field, read.values) for read in reads["A"]] == [("size", "55 cm")] and reads["B"] == []


def test_the_steps_of_a_model_that_weighed_the_texts_are_shown_and_escaped(mia: Client):
    pair = waiting()
    said = {"level": "likely_match", "steps": ["Both state <b>Ora</b>.", "B states no size."], "call": 1, "refused": ""}
    make.verdict(pair, evidence={"reasoning": said, "calls": []})
    page = mia.get(address(pair)).content.decode()
    assert "Weighed by the guideline of the rule" in page and '<span class="chip likely_match">likely match' in page
    assert "Both state &lt;b&gt;Ora&lt;/b&gt;." in page and "B states no size." in page


def test_a_model_that_would_not_weigh_says_so_and_a_sample_does_not(mia: Client):
    pair = waiting()
    said = {"level": None, "steps": [], "call": 1, "refused": "blocked"}
    make.verdict(pair, evidence={"reasoning": said, "calls": [], "sampled": True})
    page = mia.get(address(pair)).content.decode()
    assert "would not weigh these two texts (blocked)" in page and "sample" not in page


def test_the_sentence_of_every_matcher_and_its_level(mia: Client):
    pair = make.pair()
    lines = [field("size", "different", sentence="55 cm vs 65 cm: 10 cm apart")]
    make.verdict(pair, evidence={"fields": lines, "rule": {"name": "箱包", "level": "lv2"}})
    page = mia.get(address(pair)).content.decode()
    assert "55 cm vs 65 cm: 10 cm apart" in page and ">lv2</span>" in page and "箱包" in page


def test_html_from_a_seller_or_a_model_is_text(mia: Client):
    bad = "<img src=x onerror=alert(1)>"
    a = make.spu(bad, description=bad, attributes={bad: bad}, seller=bad, brand=bad, external_id=bad)
    pair = make.pair(a, make.spu(description="harmless"), identifier=bad)
    lines = [field(bad, "different", sentence=bad, left=bad, right=bad)]
    pictures = [{"kind": "main", "image_a": 0, "image_b": 0, "answer": "unsure", "difference": bad, "reason": bad}]
    make.verdict(pair, sentence=bad, evidence={"fields": lines, "pictures": pictures})
    for page in (address(pair), reverse("listing", args=[a.pk]), "/queue/"):
        assert "<img src=x" not in mia.get(page).content.decode()


def test_values_read_from_text_come_with_their_quotes(mia: Client):
    rules = make.rule_set("Bags", fields=[SIZE], outputs={"size": {"type": "dimensions"}})
    pair = make.pair()
    value = {"values": ["55 cm"], "evidence": "in 55 cm only", "unreadable": False}
    Extraction.objects.create(spu=pair.a, key="k", values={"size": value}, backend="offline")
    Extraction.objects.create(spu=pair.b, key="k", values={"weight": value}, backend="offline")
    make.verdict(pair, rule_set=rules, evidence={"fields": [field("size", "same", sentence="")]})
    reads = dict(mia.get(address(pair)).context["reads"])
    assert [(read.field, read.values, read.quote) for read in reads["A"]] == [("size", "55 cm", "in 55 cm only")]
    assert reads["B"] == []  # read for another rule


def test_what_pictures_were_asked_and_why(mia: Client):
    pair = make.pair()
    a, b = picture(pair.a), picture(pair.b)
    said = {"kind": "main", "image_a": a.pk, "image_b": b.pk, "answer": "different", "difference": "colour"}
    gone = {**said, "kind": "variant", "image_a": 0}
    make.verdict(pair, evidence={"pictures": [{**said, "reason": "red against blue"}, {**gone, "reason": ""}]})
    page = mia.get(address(pair))
    assert b"red against blue" in page.content
    assert [(row.left is None, row.right is None) for row in page.context["asked"]] == [(False, False), (True, False)]


def test_both_askings_and_the_words_on_the_packs_stand_under_their_pictures(mia: Client):
    pair = make.pair()
    a, b = picture(pair.a), picture(pair.b)
    where = {"kind": "main", "image_a": a.pk, "image_b": b.pk, "difference": "text"}
    askings = [
        {"answer": "unsure", "difference": "none", "reason": "Too dark.", "exchanged": False},
        {"answer": "unsure", "difference": "none", "reason": "Still dark.", "exchanged": True},
    ]
    bad = "<b>CHOCO</b>"
    words = [
        {"flavours": [["vanilla", "VANILLE"]], "lines": ["ORA", "VANILLE"], "refused": ""},
        {"flavours": [["chocolate", bad]], "lines": [bad], "refused": ""},
    ]
    said = {**where, "answer": "different", "reason": "Pack A says …", "call": 1, "askings": askings, "words": words}
    copies = {**where, "answer": "same", "difference": "none", "reason": "Same photo: …", "call": None}
    make.verdict(pair, evidence={"pictures": [said, copies]})
    page = mia.get(address(pair)).content.decode()
    assert page.count("by code, no model was asked") == 1
    assert "asked with A and B exchanged" in page and "Still dark." in page
    assert "words on pack B" in page and "<b>CHOCO" not in page and "&lt;b&gt;CHOCO" in page
    assert "ORA · VANILLE" in page


def test_packs_on_which_nothing_was_read_say_so(mia: Client):
    pair = make.pair()
    where = {"kind": "main", "image_a": 0, "image_b": 0, "difference": "none", "answer": "unsure", "reason": ""}
    words = [
        {"flavours": [], "lines": [], "refused": "blocked"},
        {"flavours": [], "lines": ["KOKOC"], "refused": ""},
    ]
    make.verdict(pair, evidence={"pictures": [{**where, "call": 1, "askings": [], "words": words}]})
    page = mia.get(address(pair)).content.decode()
    assert "could not be read (blocked)" in page and "no flavour among the words" in page and "by code" not in page


def test_a_thumbnail_puts_its_picture_on_stage(mia: Client):
    pair = waiting()
    red = Cspu.objects.create(spu=pair.a, external_id="red", attributes={"colour": "red"}, position=0)
    first, second = picture(pair.a), picture(pair.a, 1, red)
    part = mia.get(address(pair, picture_a=second.pk), headers=HTMX)
    assert b"<html" not in part.content and b'id="stages"' in part.content
    assert b"Picture a2 of listing A" in part.content
    side, _ = mia.get(address(pair)).context["sides"]
    assert [shown.name for shown in side.pictures] == ["a1", "a2"] and side.shown.id == first.pk


@pytest.mark.parametrize("asked", ["x", "", "-1", "9" * 30])
def test_a_picture_that_is_not_there_changes_nothing(mia: Client, asked):
    pair = waiting()
    first = picture(pair.a)
    assert mia.get(address(pair, picture_a=asked)).context["sides"][0].shown.id == first.pk


def test_the_pictures_that_met_are_named_and_linked(mia: Client):
    pair = waiting()
    a, b = picture(pair.a), picture(pair.b)
    Pair.objects.filter(pk=pair.pk).update(picture_score=0.97, image_a=a, image_b=b)
    met = mia.get(address(pair)).context["met"]
    assert [reason.words for reason in met] == ["picture 0.97 (a1 and b1)", "title 0.90"]


def test_a_bare_pair_without_verdict_pictures_or_texts_opens(mia: Client):
    page = mia.get(address(make.pair()))
    assert page.status_code == 200 and b"not judged yet" in page.content


def test_the_page_asks_no_more_the_longer_a_listing_is(mia: Client, django_assert_max_num_queries):
    pair = waiting()
    for number in range(12):
        picture(pair.a, number)
    with django_assert_max_num_queries(40):
        mia.get(address(pair))


def test_renewing_keeps_the_pair(mia: Client):
    pair = waiting()
    mia.get(address(pair))
    assert mia.post(reverse("renew", args=[pair.pk]), headers=HTMX).status_code == 204


def test_renewing_what_somebody_took_over_says_so(mia: Client):
    pair = waiting()
    mia.get(address(pair))
    claims.drop(pair.pk)
    claims.claim(pair.pk, make.user("anna"))
    part = mia.post(reverse("renew", args=[pair.pk]), headers=HTMX)
    assert b"anna has this pair" in part.content and b"<html" not in part.content


def test_the_preview_of_a_merge_says_what_moves_and_merges_nothing(mia: Client):
    pair = waiting()
    picture(pair.b)
    same = f"{reverse('same', args=[pair.pk])}?keep={pair.a_id}"
    part = mia.get(same, headers=HTMX)
    assert b"<html" not in part.content and b"data-keys-scope" in part.content
    whole = mia.get(same)  # without JavaScript the same panel stands in the page
    assert b"<html" in whole.content and b"data-keys-scope" in whole.content
    assert whole.context["panel"].effects == [f"moves: {pair.b.external_id}", "with 0 variants and 1 picture"]
    assert Spu.objects.get(pk=pair.b_id).root_id == pair.b_id


def test_the_preview_names_the_decision_in_the_way(mia: Client):
    a, b, c = make.spu(), make.spu(), make.spu()
    make.decision(waiting(a, b), make.user("anna"), "different")
    mia.post(reverse("decide", args=[waiting(b, c).pk]), form(word="merge", survivor_id=c.pk))
    pair = waiting(a, c)
    page = mia.get(f"{reverse('same', args=[pair.pk])}?keep={a.pk}&look=1").content
    assert b"This cannot be done" in page and b"anna" in page and b'name="word" value="merge"' not in page


def test_delisting_first_asks_which_one_stays(mia: Client):
    pair = waiting()
    part = mia.get(f"{reverse('same', args=[pair.pk])}?word=delist", headers=HTMX)
    assert b"Which listing stays on sale?" in part.content and f"keep={pair.b_id}" in part.content.decode()


def form(**fields: Any) -> dict[str, Any]:
    return {"submit_key": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", **fields}


def test_a_seniors_page_offers_to_take_back_what_others_said(at: At):
    pair = waiting()
    make.decision(pair, make.user("anna"), "different")
    assert b"Take this decision back" in at("sue", "senior moderator").get(address(pair)).content


def test_a_rule_that_was_replaced_is_still_named_as_it_was(mia: Client):
    pair = waiting()
    RuleSet.objects.update(state="retired")
    assert b"default v1" in mia.get(address(pair)).content


def test_it_is_said_whose_answers_the_verdict_rests_on(mia: Client):
    pair = make.pair()
    names = ("openai_compatible:reads", "openai_compatible:sees")
    rows = [ModelCall.objects.create(key=name, backend=name, role="extract", question={}) for name in names]
    verdict = make.verdict(pair, "match", evidence={"calls": [row.pk for row in rows]}, backend="offline:3")
    assert b"openai_compatible:reads, openai_compatible:sees</span> on " in mia.get(address(pair, look=1)).content
    Verdict.objects.filter(pk=verdict.pk).update(evidence={"calls": []})
    assert b"Judged without asking anybody on " in mia.get(address(pair, look=1)).content
