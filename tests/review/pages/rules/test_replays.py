"""The pages of a draft's replays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from review import replay as replaying
from review.models import Replay, ReplayLine
from review.replay import background, replays, turns
from rules import drafts, publishing
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make
from tests.review.replay.conftest import SPEC, decided, stricter, through

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> User:
    return make.user("rita", "rule admin")


@pytest.fixture
def rita(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def draft(admin: User) -> RuleSet:
    """Bags must agree in colour too, which one pair decided the same and two decided different do not."""
    make.rule_set(**SPEC)
    make.rule_set("Bags", **SPEC)
    mia = make.user("mia")
    decided(mia, "merge", "red", "blue", title="<b>Ostara</b> bag")
    decided(mia, "different", "red", "green")
    decided(mia, "different", "red", "pink")
    decided(mia, "merge", "red", "red")
    return stricter(make.category("Bags"))


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def at(draft: RuleSet, name: str = "replay") -> str:
    return reverse(name, args=[draft.pk])


def test_started_watched_read(rita: Client, draft: RuleSet) -> None:
    assert "No replay of this draft yet" in text(rita.get(at(draft)))
    running = rita.post(at(draft, "replay_start"), {"pairs": "all", "sample": "", "seed": ""}, follow=True)
    assert "0 of 4 pairs compared" in text(running)
    assert 'hx-trigger="every 2s"' in running.content.decode()
    turns.drain(5)
    part = rita.get(at(draft), headers={"HX-Request": "true"})
    shown = text(part)
    assert "4 decided pairs" in shown and "<html" not in part.content.decode()
    assert "hx-trigger" not in part.content.decode(), "what is done is not asked for again"
    assert "50.0 % → 100.0 %" in shown, "precision"
    assert "100.0 % → 50.0 %" in shown, "recall"
    assert "fewer than 30 pairs" in shown


def test_the_pairs_that_change_can_be_filtered_and_opened(rita: Client, draft: RuleSet, admin: User) -> None:
    replay = through(replaying.start(draft, user=admin))
    wrong = ReplayLine.objects.get(replay=replay, same=True, new_level="non_match")
    page = rita.get(at(draft), {"flips": "wrong"})
    assert reverse("pair", args=[wrong.pair_id]) in page.content.decode()
    assert "Became right 2" in text(page) and "Became wrong 1" in text(page)
    assert "3 pairs change level: 3 flip (2 became right, 1 became wrong), 0 keep the answer." in text(page)
    assert "3 pairs change level: 3 flip (2 became right, 1 became wrong)" in text(rita.get(at(draft, "publish")))
    assert page.content.decode().count('class="flip"') == 1
    assert rita.get(at(draft), {"flips": "right"}).content.decode().count('class="flip"') == 2
    assert "<b>Ostara</b>" not in page.content.decode(), "what a seller typed is never markup"
    assert rita.get(at(draft), {"flips": "right", "page": "99"}).status_code == 200


def test_all_pairs_need_no_sample(rita: Client, draft: RuleSet) -> None:
    """The boxes of the sample say nothing where all are replayed."""
    rita.post(at(draft, "replay_start"), {"pairs": "all", "sample": "0", "seed": "x"})
    assert Replay.objects.values_list("sample", "seed").get() == (None, 0)


def test_the_list_of_replays_is_looked_at_again_with_the_figures(rita: Client, draft: RuleSet, admin: User) -> None:
    through(replaying.start(draft, user=admin))
    replaying.start(draft, user=admin)
    part = {"HX-Request": "true"}
    assert "all decided pairs, running" in text(rita.get(at(draft), headers=part))
    turns.drain(5)
    assert "running" not in text(rita.get(at(draft), headers=part))


def test_decided_pairs_that_another_rule_judges_are_counted(rita: Client, draft: RuleSet, admin: User) -> None:
    inside, outside = make.category("Bags"), make.category("Shoes")
    for other in (outside, None):
        pair = make.pair(make.spu("a", category=inside), make.spu("b", category=other))
        make.decision(pair, admin, "different")
    make.decision(make.pair(make.spu("a", category=outside), make.spu("b", category=outside)), admin, "different")
    through(replaying.start(draft, user=admin))
    assert "2 more decided pairs lie across categories: a rule above judges them." in text(rita.get(at(draft)))


def test_an_edited_draft_makes_the_replay_one_of_an_older_draft(rita: Client, draft: RuleSet, admin: User) -> None:
    through(replaying.start(draft, user=admin))
    assert "older draft" not in text(rita.get(at(draft)))
    drafts.save(draft, RuleSpec.model_validate(SPEC), user=admin, revision=draft.revision)
    assert "older draft" in text(rita.get(at(draft)))


def test_a_sample_wants_a_number(rita: Client, draft: RuleSet) -> None:
    for sample in ("", "0", "-3", "ten", "9" * 11, "9" * 30):
        page = rita.post(at(draft, "replay_start"), {"pairs": "some", "sample": sample, "seed": "1"}, follow=True)
        assert "as a whole number from 1 to 2,147,483,647" in text(page)
        form = page.context["form"]
        assert (form["pairs"].value(), form["sample"].value()) == ("some", sample), "what was chosen stands there"
    rita.post(at(draft, "replay_start"), {"pairs": "some", "sample": "2", "seed": "7"})
    assert Replay.objects.values_list("sample", "seed").get() == (2, 7)
    form = rita.get(at(draft)).context["form"]
    assert [form[name].value() for name in ("pairs", "sample", "seed")] == ["some", 2, 7]
    assert rita.get(at(draft, "replay_start")).url == at(draft)


def test_a_second_one_is_refused_in_words_and_the_first_can_be_cancelled(rita: Client, draft: RuleSet) -> None:
    rita.post(at(draft, "replay_start"), {"pairs": "all"})
    assert "is running" in text(rita.post(at(draft, "replay_start"), {"pairs": "all"}, follow=True))
    replay = Replay.objects.get()
    page = text(rita.post(reverse("replay_cancel", args=[replay.pk]), follow=True))
    assert "Cancelled" in page and "4 were not reached" in page
    page = text(rita.post(reverse("replay_go_on", args=[replay.pk]), follow=True))
    assert "0 of 4 pairs compared" in page


def test_without_a_pair_called_the_same_there_is_no_precision(rita: Client, draft: RuleSet, admin: User) -> None:
    never = {**SPEC["fields"][0], "source": "inputProperty", "source_field": "none such"}
    saved = drafts.save(draft, RuleSpec.model_validate({**SPEC, "fields": [never]}), user=admin, revision=0)
    through(replaying.start(saved, user=admin))
    assert "no pair is called the same, so there is no precision" in text(rita.get(at(draft)))


def test_earlier_replays_are_listed(rita: Client, draft: RuleSet, admin: User) -> None:
    first, second = (through(replaying.start(draft, user=admin, sample=n, seed=5)) for n in (1, 2))
    page = rita.get(at(draft))
    assert "Sample of 2 pairs" in text(page)
    assert f"?replay={first.pk}" in page.content.decode()
    assert "Sample of 1 pair," in text(rita.get(at(draft), {"replay": first.pk}))
    assert rita.get(at(draft), {"replay": second.pk + 1}).status_code == 404


def test_in_the_background(rita: Client, draft: RuleSet, admin: User) -> None:
    assert "does not run in the background" in text(rita.get(at(draft, "replay_background")))
    drafts.to_background(draft, user=admin)
    assert "from now on" in text(rita.get(at(draft, "replay_background")))
    for colour in ("red", "blue"):
        category = make.category("Bags")
        sides = [make.spu(brand="Ostara", category=category, attributes={"colour": each}) for each in ("red", colour)]
        make.verdict(make.pair(*sides), "match")
    background.gather()
    turns.drain(5)
    page = text(rita.get(at(draft, "replay_background")))
    assert "50.0 %" in page and "2 new pairs have the same level" in page
    assert "Flips 1" in page and "1 pair changes level: 1 flips, 0 keep the answer." in page


@pytest.mark.parametrize("name", ["replay", "replay_background"])
def test_only_who_may_change_rules_sees_it(draft: RuleSet, name: str) -> None:
    client = Client()
    client.force_login(make.user("ana", "analyst"))
    assert client.get(at(draft, name)).status_code == 403


@pytest.mark.parametrize("name", ["replay_start", "replay_cancel", "replay_ask", "replay_go_on"])
def test_only_who_may_change_rules_does_it(draft: RuleSet, admin: User, name: str) -> None:
    replay = replaying.start(draft, user=admin)
    client = Client()
    client.force_login(make.user("ana", "analyst"))
    assert client.post(reverse(name, args=[draft.pk if name == "replay_start" else replay.pk])).status_code == 403
    assert Replay.objects.get().state == "running"


def test_what_is_lacking_is_said_priced_and_asked_on_a_press(rita: Client, draft: RuleSet, admin: User) -> None:
    replay = replaying.start(draft, user=admin)
    Replay.objects.update(asks=False)
    first, second = replay.lines.all()[:2]
    ReplayLine.objects.filter(pk=first.pk).update(state="unrecorded", missing=["extract:one", "compare:two"])
    ReplayLine.objects.filter(pk=second.pk).update(state="unrecorded", missing=["extract:one"])
    replay.refresh_from_db()
    through(replay)
    page = text(rita.get(at(draft)))
    assert "2 of 4 pairs have no answer on one side and are left out" in page
    assert "Ask 2 questions, about $0.00" in page
    assert "1 on two pictures, 1 to read a listing." in page
    rita.post(reverse("replay_ask", args=[replay.pk]))
    replay.refresh_from_db()
    assert (replay.state, replay.asks) == ("running", True)


def test_why_it_stopped_is_on_the_page(rita: Client, draft: RuleSet, admin: User) -> None:
    replay = replaying.start(draft, user=admin)
    replays.end(replay, Replay.State.STOPPED, "GEMINI_API_KEY is wrong.")
    page = text(rita.get(at(draft)))
    assert "Stopped. GEMINI_API_KEY is wrong." in page and "Go on" in page


def test_a_published_draft_keeps_its_replay_and_starts_none(rita: Client, draft: RuleSet, admin: User) -> None:
    through(replaying.start(draft, user=admin))
    live = RuleSet.objects.get(category=draft.category, state="live")
    publishing.publish_draft(draft, user=admin, note="Colour counts", revision=draft.revision, over=live)
    page = text(rita.get(at(draft)))
    assert "4 decided pairs" in page and "Replay all" not in page and "Start a new one" not in page
    assert "This was the replay of v2 before it went live" in page
    assert page.count("live v2") == 1, "one badge, not two that say the same"
    refused = rita.post(at(draft, "replay_start"), {"pairs": "all"})
    assert refused.status_code == 410 and "was published by rita" in text(refused)
