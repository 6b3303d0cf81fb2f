"""One line on every page while judging waits for a budget, a provider or a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from dedup.judging import budgets, standing

SECONDS = 5  # that a process keeps what it found


@dataclass(frozen=True)
class Banner:
    """`text`: what is the matter and what happens; `url`: where more is told, for those who may open it."""

    text: str
    url: str


def banner(request: HttpRequest) -> dict[str, Banner | None]:
    """Context processor: `banner`, none before the log-in and while all is well."""
    user = getattr(request, "user", AnonymousUser())
    if not user.is_authenticated:
        return {"banner": None}
    text = cache.get_or_set("banner", words, SECONDS)
    return {"banner": Banner(text, _url(user)) if text else None}


def words() -> str:
    """Two cheap queries."""
    if reached := budgets.reached():
        return reached
    if reason := standing.held_up():
        return f"Judging waits: {reason} Pairs come back by themselves; nothing is lost."
    return ""


def _url(user: User | AnonymousUser) -> str:
    return reverse("models") if user.has_perm("dedup.view_modelcall") else ""
