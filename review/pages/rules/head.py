"""What stands above every page of a category's rules: its name, what is live, the draft, the tabs."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from rules import drafts, versions
from rules.models import Category, RuleSet

# name, route, title; these routes take the number of the draft.
OF_DRAFT = (("draft", "draft", "Draft"), ("trial", "trial", "Try it"), ("replay", "replay", "Replay"))


@dataclass(frozen=True)
class Tab:
    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class Head:
    """For `rules/_head.html`. `live`: the category's own live version; `of_draft`: the page is one of the draft's,
    `publishing`: the one that publishes it."""

    category: Category | None
    live: RuleSet | None
    draft: RuleSet | None
    of_draft: bool
    publishing: bool
    tabs: tuple[Tab, ...]

    @property
    def background(self) -> bool:
        return self.draft is not None and self.draft.state == RuleSet.State.BACKGROUND


def head(category: Category | None, draft: RuleSet | None = None, tab: str = "rule") -> Head:
    """`tab`: rule, draft, trial, replay, publish, versions. `draft`: the page's own where it has one at hand; of a
    published one the pages are past, and what is open now stands in the head."""
    past = draft is not None and not draft.open
    draft = drafts.open_of(category) if draft is None or past else draft
    of_draft = draft is not None and not past and tab not in ("rule", "versions")
    tabs = [Tab("Rule", of_category("rules_of", category), tab == "rule")]
    if draft:
        here = tab if of_draft else ""
        tabs += [Tab(title, reverse(route, args=[draft.pk]), here == name) for name, route, title in OF_DRAFT]
    tabs.append(Tab("Versions", of_category("versions", category), tab == "versions"))
    return Head(category, versions.live_of(category), draft, of_draft, tab == "publish", tuple(tabs))


def of_category(route: str, category: Category | None) -> str:
    """The address of a category's page; the default has one of its own, `<route>_default`."""
    return reverse(route, args=[category.pk]) if category else reverse(f"{route}_default")
