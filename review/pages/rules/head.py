"""What stands above every page of a category's rules: its name, what is live, the draft, the tabs."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rules import drafts, versions
from rules.models import Category, RuleSet

# name, route, title; the routes of a draft take its number, the others the category's.
OF_DRAFT = (("draft", "draft", "Draft"), ("trial", "trial", "Try it"), ("replay", "replay", "Replay"))


@dataclass(frozen=True)
class Tab:
    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class Head:
    """For `rules/_head.html`, which expects it as `head`. `live`: the category's own live version."""

    category: Category | None
    live: RuleSet | None
    draft: RuleSet | None
    tabs: tuple[Tab, ...]


def head(category: Category | None, draft: RuleSet | None = None, tab: str = "rule") -> Head:
    """`tab`: rule, draft, trial, replay, versions. `draft`: the open one where the page has it at hand."""
    draft = draft or drafts.open_of(category)
    tabs = [Tab("Rule", of_category("rules_of", category), tab == "rule")]
    if draft:
        for name, route, title in OF_DRAFT:
            try:
                tabs.append(Tab(title, reverse(route, args=[draft.pk]), tab == name))
            except NoReverseMatch:
                continue
    tabs.append(Tab("Versions", of_category("versions", category), tab == "versions"))
    return Head(category, versions.live_of(category), draft, tuple(tabs))


def of_category(route: str, category: Category | None) -> str:
    """The address of a category's page; the default has one of its own, `<route>_default`."""
    return reverse(route, args=[category.pk]) if category else reverse(f"{route}_default")
