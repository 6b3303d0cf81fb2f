"""Who sees what: asked for by address, whatever the menu shows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.views.defaults import server_error

from tests import factories as make

from .conftest import At, waiting

GROUPS = ("moderator", "senior moderator", "rule admin", "analyst")
DECIDERS = ("moderator", "senior moderator")


@pytest.mark.parametrize("route", ["home", "queue", "next", "figures", "rules"])
def test_strangers_are_sent_to_the_log_in(client, db, route):
    answer = client.get(reverse(route))
    assert answer.status_code == 302 and answer.url.startswith(reverse("login"))


def test_strangers_get_no_picture_and_no_pair(client, db):
    pair = waiting()
    for address in (reverse("pair", args=[pair.pk]), reverse("media", args=["images", "ab", "ab" * 32])):
        assert client.get(address).status_code == 302


def test_health_answers_strangers(client, db):
    assert client.get(reverse("health")).content == b"ok"


@pytest.mark.parametrize(
    ("group", "route"),
    [("moderator", "queue"), ("senior moderator", "queue"), ("rule admin", "rules"), ("analyst", "figures")],
)
def test_everybody_starts_where_their_work_is(at: At, group, route):
    make.rule_set()
    assert at(group=group).get(reverse("home")).url == reverse(route)


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_may_read_a_pair_and_only_moderators_may_decide_it(at: At, group):
    pair, browser = waiting(), at(group=group)
    page = browser.get(reverse("pair", args=[pair.pk]))
    assert page.status_code == 200
    assert (page.context["standing"].kind == "mine") == (group in DECIDERS)
    assert (b'value="different"' in page.content) == (group in DECIDERS)


@pytest.mark.parametrize("route", ["decide", "skip", "renew"])
@pytest.mark.parametrize("group", ["rule admin", "analyst"])
def test_only_moderators_act(at: At, group, route):
    assert at(group=group).post(reverse(route, args=[waiting().pk])).status_code == 403


def test_the_menu_names_only_what_opens(at: At):
    page = at(group="analyst").get(reverse("queue"))
    assert [entry.name for entry in page.context["menu"]] == ["Queue", "Figures"]


def test_a_wrong_password_says_what_to_do(client, db):
    make.user("mia")
    page = client.post(reverse("login"), {"username": "mia", "password": "wrong"})
    assert b"do not go together" in page.content


def test_logging_in_and_out(db):
    make.user("mia")
    client = Client(enforce_csrf_checks=True)
    token = str(client.get(reverse("login")).context["csrf_token"])
    form = {"username": "mia", "password": "pass", "csrfmiddlewaretoken": token}
    assert client.post(reverse("login"), form).url == reverse("home")
    token = str(client.get(reverse("queue")).context["csrf_token"])
    assert client.post(reverse("logout"), {"csrfmiddlewaretoken": token}).url == reverse("login")
    assert client.get(reverse("queue")).status_code == 302


def test_a_part_asked_for_after_the_session_ended_reloads_the_page(client, db):
    answer = client.get(reverse("login"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("route", ["login", "queue"])
def test_the_browser_runs_nothing_but_our_files(mia: Client, route):
    policy = mia.get(reverse(route), follow=True).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy


def test_nothing_of_a_page_is_kept_by_the_browser(mia: Client):
    assert mia.get(reverse("queue")).headers["Cache-Control"] == "private, no-store"


def test_no_page_carries_a_script_or_style_of_its_own(mia: Client):
    pair = waiting()
    for address in (reverse("queue"), reverse("pair", args=[pair.pk]), reverse("listing", args=[pair.a_id])):
        page = mia.get(address).content.decode()
        assert "<style" not in page and " style=" not in page and " onclick=" not in page
        assert page.count("<script") == page.count("<script src=")


@pytest.mark.parametrize("status", ["403", "404"])
def test_what_went_wrong_is_said_in_plain_words(at: At, status):
    browser = at(group="moderator")
    address = reverse("figures") if status == "403" else reverse("pair", args=[999_999])
    page = browser.get(address)
    assert page.status_code == int(status) and b"Back to work" in page.content


def test_the_page_for_a_broken_server_needs_no_request(rf):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500 and b"Something broke" in answer.content
