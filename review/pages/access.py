"""The doors through which pages get their objects, and how a page or only a part of it goes out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from dedup.models import Pair, Spu
from rules.drafts import OPEN, Gone
from rules.models import RuleSet


class Request(HttpRequest):
    """A request behind the log-in, as LoginRequiredMiddleware and HtmxMiddleware leave it."""

    user: User
    htmx: HtmxDetails


def pair_of(pk: int) -> Pair:
    return get_object_or_404(Pair.objects.select_related("a__category", "b__category"), pk=pk)


def listing_of(pk: int) -> Spu:
    return get_object_or_404(Spu.objects.select_related("category", "root", "delisted_by__reviewer"), pk=pk)


def draft_of(pk: int) -> RuleSet:
    """An open draft. Raises drafts.Gone where it was published or discarded, which `rules.endings` tells."""
    row = RuleSet.objects.select_related("category", "changed_by", "base").filter(pk=pk, state__in=OPEN).first()
    if row is None:
        raise Gone
    return row


def number(request: HttpRequest, name: str) -> int:
    """A key or a revision that a form carries; −1 for what is none, which nobody ever saw."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def page(request: Request, template: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or only its `part` where htmx asked for that."""
    details = request.htmx
    partial = details and not details.boosted and not details.history_restore_request
    response = render(request, f"{template}#{part}" if partial else template, context)
    # One address serves both: a cache must never give one for the other.
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response
