"""What stands in the line on top: only the pages that this person may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.urls import reverse

ENTRIES = (
    # name, key, route, permission; the queue and its pairs may be read by every account
    ("Queue", "q", "queue", ""),
    ("Figures", "", "figures", "dedup.export"),
    ("Rules", "", "rules", "rules.view_ruleset"),
    ("Models", "", "models", "dedup.view_modelcall"),
)
# Where work starts, by the first permission that a person has.
STARTS = (("dedup.decide", "queue"), ("rules.change_ruleset", "rules"), ("dedup.export", "figures"))


@dataclass(frozen=True)
class Entry:
    name: str
    key: str
    url: str
    current: bool


def menu(request: HttpRequest) -> dict[str, list[Entry]]:
    """Context processor: `menu`, empty before the log-in."""
    user = getattr(request, "user", AnonymousUser())
    if not user.is_authenticated:
        return {"menu": []}
    allowed = [(name, key, reverse(route)) for name, key, route, needs in ENTRIES if not needs or user.has_perm(needs)]
    return {"menu": [Entry(name, key, url, request.path.startswith(url)) for name, key, url in allowed]}


def first(user: User) -> str:
    return next((route for needs, route in STARTS if user.has_perm(needs)), "queue")
