"""A walk through the pages of a running server, as each of the demo's people; loopback only."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx
from django.conf import settings
from django.contrib.auth.models import User
from django.templatetags.static import static
from django.urls import reverse

from dedup.models import Image, Pair, Spu
from review import queues
from review.models import Claim
from review.pages import menu
from review.weeks import Week
from rules.models import RuleSet

from .accounts import Account

START_SECONDS = 30
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Page = tuple[str, str]  # what it is, its address


@dataclass(frozen=True)
class Visit:
    who: str
    page: str
    address: str
    status: int | str

    @property
    def good(self) -> bool:
        return self.status == 200


class NoAnswer(Exception):
    """The web server did not answer in time."""


def wait_until_ready(base: str) -> None:
    """Until the health page answers. Raises NoAnswer."""
    end = time.monotonic() + START_SECONDS
    with _client(base) as client:
        while _status(client, reverse("health")) != 200:
            if time.monotonic() > end:
                raise NoAnswer(f"Nothing answers at {base} after {START_SECONDS} seconds.")
            time.sleep(0.1)


def walk(base: str, people: Iterable[Account]) -> list[Visit]:
    """Every page, as everybody who may open it: what it answered."""
    with _client(base) as client:
        visits = [_visit(client, "anybody", page) for page in _open_to_all()]
    for account in people:
        with _client(base) as client:
            visits += _as(client, account)
    return visits


def _as(client: httpx.Client, account: Account) -> Iterator[Visit]:
    login = reverse("login")
    token = TOKEN.search(client.get(login).text)
    form = {
        "username": account.name,
        "password": account.password,
        "csrfmiddlewaretoken": token.group(1) if token else "",
    }
    answer = client.post(login, data=form, headers={"Referer": f"{client.base_url}{login}"}, follow_redirects=True)
    stayed = answer.url.path == login
    yield Visit(account.name, "log in", login, "refused" if stayed else answer.status_code)
    if not stayed:
        user = User.objects.get(username=account.name)
        yield from (_visit(client, account.name, page) for page in _pages_for(user))
        Claim.objects.filter(reviewer=user).delete()  # looking at a pair claims it; nobody looks at it now


def _open_to_all() -> list[Page]:
    return [
        ("log-in page", reverse("login")),
        ("health", reverse("health")),
        ("style sheet", static("onelisting.css")),
        ("keys", static("keys.js")),
    ]


def _pages_for(user: User) -> list[Page]:
    """What stands in the menu, each tab of the queue, and one pair, listing, picture and file."""
    pages = [(name, reverse(route)) for name, _, route, needs in menu.ENTRIES if not needs or user.has_perm(needs)]
    pages += [(f"queue, {tab}", f"{reverse('queue')}?tab={tab}") for tab in queues.TABS]
    if pair := Pair.objects.order_by("-open", "-rank").first():
        pages.append(("pair", reverse("pair", args=[pair.pk])))
    if listing := Spu.objects.order_by("pk").first():
        pages.append(("listing", reverse("listing", args=[listing.pk])))
    if image := Image.objects.order_by("pk").first():
        pages.append(("picture", f"{settings.MEDIA_URL}{image.path}"))
    if user.has_perm("dedup.export"):
        pages.append(("figures as CSV", reverse("figures_csv", args=[Week.current()])))
    if user.has_perm("dedup.add_modelcall"):
        pages.append(("test of a judge", reverse("models_test")))
    if user.has_perm("rules.view_ruleset"):
        pages += _pages_of_rules()
    return pages


def _pages_of_rules() -> list[Page]:
    """A category's rule and its versions, the matchers, and every page of a draft where one is open."""
    pages = [("matchers", reverse("matchers")), ("schema of rules", reverse("rule_schema"))]
    if row := RuleSet.objects.filter(state=RuleSet.State.LIVE, category__isnull=False).order_by("pk").first():
        pages.append(("rule of a category", reverse("rules_of", args=[row.category_id])))
        pages.append(("versions", reverse("versions", args=[row.category_id])))
    if draft := RuleSet.objects.filter(published_at=None).order_by("pk").first():
        routes = ("draft", "draft_raw", "trial", "replay", "publish")
        pages += [(f"{route.removeprefix('draft_')} of a draft", reverse(route, args=[draft.pk])) for route in routes]
    return pages


def _visit(client: httpx.Client, who: str, page: Page) -> Visit:
    name, address = page
    return Visit(who, name, address, _status(client, address))


def _status(client: httpx.Client, address: str) -> int | str:
    try:
        return client.get(address).status_code
    except httpx.HTTPError as error:
        return type(error).__name__


def _client(base: str) -> httpx.Client:
    # Not through a proxy of the environment: the server is on this machine.
    return httpx.Client(base_url=base, trust_env=False, timeout=START_SECONDS)
