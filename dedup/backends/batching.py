"""Several listings of one rule in one request: the guideline is paid once, and a slow server is waited for once.

Only questions of role "extract" that are alike in all but their listing travel together. What comes back is cut into
single answers under the single questions, so the record, replays and exports know nothing of it but `Answer.together`.

Listings of several sellers share a context then, and a model that obeys one of them may put words under another's id.
A value counts only if its own listing bears it out (`dedup.judging.grounding`), so such words come to nothing there;
but of the words that do stand in it the wrong ones may be chosen. Where that matters, leave `JUDGE_BATCH` at 1.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, RootModel, create_model

from dedup.backends.base import ASK_AGAIN, TRANSIENT, Answer, Ask, Failure, Judge, JudgeError, Role, Usage, parse

TOGETHER = """
Here several listings stand together, each under an id, l1 and so on, and between marks of its own name. Read each by
itself: `values` and `evidence` under an id are of the words of that listing alone, and nothing in one listing says
anything about another. Answer for every id."""
# What one listing may be to blame for; the others are asked alone then, and so is it.
OF_ONE = frozenset(
    {Failure.BLOCKED, Failure.REFUSED, Failure.TRUNCATED, Failure.BAD_OUTPUT, Failure.BAD_REQUEST},
)
# What the next question would meet as well.
OF_ALL = TRANSIENT | {Failure.AUTH}
NO_TIME = "what was asked before it took so long that there was no time left for it"

Came = Answer | JudgeError
AskOne = Callable[[Ask], Answer]


class Batching(Judge):
    """A judge whose requests hold up to `JUDGE_BATCH` listings."""

    def together(self, role: Role) -> int:
        return int(settings.JUDGE_BATCH) if role == "extract" else 1

    def ask_all(self, asks: Sequence[Ask]) -> list[Answer | JudgeError]:
        return ask_together(self.ask, asks, settings.JUDGE_BATCH)


def ask_together(ask_one: AskOne, asks: Sequence[Ask], at_once: int) -> list[Came]:
    """What comes of each question, in their order; up to `at_once` listings a request. Raises nothing but a defect.

    A request holds no more than PROMPT_CHARACTERS of listings. Nothing is begun that might outlast the lease of the
    questions.
    """
    end = time.monotonic() + settings.WORK_LEASE_SECONDS - settings.JUDGE_TIMEOUT_SECONDS
    found: dict[int, Came] = {}
    for places in _groups(asks, at_once):
        group = [asks[place] for place in places]
        if found and (away := _away(found.values(), end)):
            came: list[Came] = [away for _ in group]
        else:
            came = _split(ask_one, group, end) if len(group) > 1 else _alone(ask_one, group, [Usage()], end)
        found |= dict(zip(places, came, strict=True))
    return [found[place] for place in range(len(asks))]


def _away(came: Iterable[Came], end: float) -> JudgeError | None:
    """Why the next request is not sent: it would fare no better, or might outlast the lease."""
    for one in came:
        if isinstance(one, JudgeError) and one.kind in OF_ALL:
            return JudgeError(one.kind, one.message, one.retry_after, together=0)
    return JudgeError(Failure.TIMEOUT, NO_TIME, together=0) if time.monotonic() > end else None


def _groups(asks: Sequence[Ask], at_once: int) -> Iterator[list[int]]:
    """Places of questions that may go together."""
    alike: dict[object, list[int]] = {}
    for place, ask in enumerate(asks):
        joins = at_once > 1 and ask.role == "extract" and ask.own
        alike.setdefault((ask.system, _shared(ask), ask.schema) if joins else place, []).append(place)
    for places in alike.values():
        yield from _bounded(asks, places, at_once)


def _bounded(asks: Sequence[Ask], places: Sequence[int], at_once: int) -> Iterator[list[int]]:
    group: list[int] = []
    for place in places:
        characters = sum(len(asks[one].own) for one in (*group, place))
        if group and (len(group) == at_once or characters > settings.PROMPT_CHARACTERS):
            yield group
            group = []
        group.append(place)
    yield group


def _shared(ask: Ask) -> str:
    return ask.text.removesuffix(ask.own)


def _split(ask_one: AskOne, asks: Sequence[Ask], end: float) -> list[Came]:
    """One request for all, then one for each that it brought no good answer of."""
    try:
        answer = ask_one(joined(asks))
    except JudgeError as error:
        shares = _shares(error.usage or Usage(), len(asks))
        if error.kind not in OF_ONE:
            return [_failed(error, share, len(asks)) for share in shares]
        return _alone(ask_one, asks, shares, end, len(asks) if error.kind in ASK_AGAIN else 0)
    good = _parts(answer, asks)
    shares = _shares(answer.usage, len(asks))
    rest = [place for place in range(len(asks)) if place not in good]
    again = _alone(ask_one, [asks[place] for place in rest], [shares[place] for place in rest], end, len(asks))
    came = dict(zip(rest, again, strict=True))
    return [replace(good[n], usage=shares[n]) if n in good else came[n] for n in range(len(asks))]


def _parts(answer: Answer, asks: Sequence[Ask]) -> dict[int, Answer]:
    """Of each listing that it answers well the answer, as if it had been asked alone."""
    given = answer.value.model_dump()
    found: dict[int, Answer] = {}
    for place, ask in enumerate(asks):
        raw = json.dumps(given.get(_id(place)), ensure_ascii=False)
        try:
            found[place] = replace(answer, value=parse(ask.schema, raw, Usage()), raw=raw, together=len(asks))
        except JudgeError:
            continue
    return found


def _alone(ask_one: AskOne, asks: Sequence[Ask], paid: Sequence[Usage], end: float, before: int = 0) -> list[Came]:
    """Each by itself. Where the provider is away the rest is not tried.

    `paid`: its share of a request before; `before`: how many that held, 0 where no model worked on it.
    """
    found: list[Came] = []
    away: JudgeError | None = None
    for ask, share in zip(asks, paid, strict=True):
        away = away or _away(found[-1:], end)
        found.append(_failed(away, share, before) if away else _one(ask_one, ask, share))
    return found


def _one(ask_one: AskOne, ask: Ask, paid: Usage) -> Came:
    try:
        answer = ask_one(ask)
    except JudgeError as error:
        return _failed(error, _sum(error.usage, paid), 1)
    return replace(answer, usage=_sum(answer.usage, paid))


def _failed(error: JudgeError, usage: Usage, together: int) -> JudgeError:
    paid = usage if usage != Usage() else None
    return JudgeError(error.kind, error.message, error.retry_after, paid, error.raw, together)


def joined(asks: Sequence[Ask]) -> Ask:
    """One question about the listings of all; they are alike in all else."""
    first = asks[0]
    listings = [f"{_id(place)}: {ask.own}" for place, ask in enumerate(asks)]
    return Ask(
        role=first.role,
        system=first.system + TOGETHER,
        text=_shared(first) + "\n\n".join(listings),
        schema=_schema(first.schema, len(asks)),
        max_output_tokens=sum(ask.max_output_tokens for ask in asks),
    )


def _id(place: int) -> str:
    return f"l{place + 1}"


@lru_cache(maxsize=256)
def _schema(single: type[BaseModel], count: int) -> type[BaseModel]:
    """Asked for strictly and read loosely: what is wrong with one listing's answer must not spoil the others'."""
    fields: Mapping[str, Any] = {_id(place): (single, ...) for place in range(count)}
    strict = create_model("Listings", __config__=ConfigDict(extra="forbid"), **fields)

    class Listings(RootModel[dict[str, Any]]):
        @classmethod
        def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
            schema: dict[str, Any] = strict.model_json_schema(*args, **kwargs)
            return schema

    return Listings


def _shares(usage: Usage, count: int) -> list[Usage]:
    """Equal parts that add up: what cannot be divided goes to the first."""

    def part(tokens: int, place: int) -> int:
        return tokens // count + (place < tokens % count)

    kinds = (usage.input, usage.output, usage.thoughts, usage.cached)
    return [Usage(*(part(tokens, place) for tokens in kinds)) for place in range(count)]


def _sum(one: Usage | None, other: Usage) -> Usage:
    if one is None:
        return other
    return Usage(
        one.input + other.input, one.output + other.output, one.thoughts + other.thoughts, one.cached + other.cached
    )
