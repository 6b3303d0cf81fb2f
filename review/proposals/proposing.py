"""A draft for a category, from its listings' attributes, its decided pairs and, where one is at hand, a text model.

The draft is never live by itself: an admin reads the reason of each line, tries it, replays it and publishes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from pydantic import ValidationError

from dedup.catalogue import attributes
from dedup.catalogue.attributes import Survey
from dedup.judging import calls
from rules import differences, drafts, inheritance, prompts, resolve, wording
from rules.models import Category, RuleSet
from rules.resolve import Effective
from rules.spec import RuleSpec

from . import decided, question, statistics
from .decided import Decided

MOST_PAIRS = 500
MOST_NAMED = 6
NO_MODEL = (
    "No text model is set up, and none is needed: the lines come from counting what listings state and people decided."
)
NOTE = "Proposed from {listings:,} listings and {pairs:,} decided pairs"


class NothingToPropose(Exception):
    """The listings give no reason for a line of their own; the message says why. There is no draft."""


@dataclass
class Grounds:
    """All that a proposal rests on."""

    category: Category
    above: Effective
    survey: Survey
    pairs: list[Decided]


@dataclass
class Proposed:
    """`remarks`: what the admin should know, as sentences; that the model was not asked, or what was left out."""

    draft: RuleSet
    remarks: list[str] = field(default_factory=list)


def propose(category: Category, *, user: User | None) -> Proposed:
    """Start a draft. Raises drafts.AlreadyOpen before anything is asked, resolve.MissingDefault, NothingToPropose."""
    if open_one := drafts.open_of(category):
        raise drafts.AlreadyOpen(open_one)
    grounds = gather(category)
    spec: dict[str, Any] = {"extends": "parent"}
    said, remarks = _asked(grounds)
    spec |= said or _counted(grounds)
    if differences.is_silent(RuleSpec.model_validate(spec)):
        raise NothingToPropose(" ".join([_nothing(grounds), *(remark for remark in remarks if remark != NO_MODEL)]))
    note = NOTE.format(listings=grounds.survey.listings, pairs=len(grounds.pairs))
    made = drafts.start(category, user=user, spec=RuleSpec.model_validate(spec), note=note)
    return Proposed(made, remarks)


def gather(category: Category) -> Grounds:
    rules = resolve.load()
    above = rules.for_category(category.parent_id)
    return Grounds(category, above, attributes.survey(category), decided.of_category(category, MOST_PAIRS))


def _counted(grounds: Grounds) -> dict[str, Any]:
    lines = statistics.lines(grounds.above.raw, grounds.survey.attributes, grounds.pairs)
    if not lines:
        return {}
    outputs = statistics.outputs(lines, grounds.survey.attributes)
    parts = {
        "fields": [line.model_dump(mode="json", exclude_unset=True) for line in lines],
        "outputs": {name: output.model_dump(mode="json", exclude_unset=True) for name, output in outputs.items()},
    }
    return {key: value for key, value in parts.items() if value}


def _nothing(grounds: Grounds) -> str:
    listings = grounds.survey.listings
    if not listings:
        return "Nothing to propose: no listing is in this category yet."
    looked = f"Nothing to propose: {listings:,} listing{'s' * (listings != 1)} looked at"
    left = statistics.uncompared(grounds.above.raw, grounds.survey.attributes)
    often = [fact.name for fact in left if fact.filled >= statistics.FILLED]
    if often:
        return (
            f"{looked}. What no line compares yet ({', '.join(often[:MOST_NAMED])}) is free words, "
            "or tells nothing apart on the pairs that people decided."
        )
    return (
        f"{looked}, every attribute that at least {100 * statistics.FILLED:.0f}\N{NO-BREAK SPACE}% of them state is "
        "compared already. What fewer state is offered for new lines in a draft that you make yourself."
    )


def _asked(grounds: Grounds) -> tuple[dict[str, Any], list[str]]:
    """What the model proposes; nothing, with the reason, where it cannot be asked or says nothing usable."""
    if calls.is_free("draft"):
        return {}, [NO_MODEL]
    above, found = grounds.above, grounds.survey.attributes
    words = wording.summary(above.raw, above.name)
    asked = question.question(str(grounds.category), words, found, grounds.pairs)
    try:
        answer = calls.ask(asked).value
    except (calls.Later, calls.Stopped, calls.Unanswerable) as no:
        return {}, [f"The text model could not be asked ({no}), so the lines come from statistics alone."]
    proposal = question.Proposal.model_validate(answer.model_dump())
    spec, remarks = question.taken(proposal, found)
    try:
        whole = inheritance.whole(above.raw, RuleSpec.model_validate({"extends": "parent"} | spec))
        prompts.check(whole)
    except (ValidationError, prompts.BadPrompt) as error:
        return {}, [*remarks, f"The model's proposal as a whole was not valid ({error}); statistics alone were used."]
    return spec, remarks
