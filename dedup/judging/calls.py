"""The one door to a model: every question is looked up first, recorded, paid for once, and answered or refused.

A question is known by its content key. `ask_all` does, in this order:

1. looks the keys up: a recorded answer is returned, a recorded refusal stands, without a call;
2. holds back where a budget is spent (`budgets`), the provider is away (`breaker`), or a request would be one too many
   for this minute (`buckets`);
3. takes the questions and reserves what they will cost (`takings`): one row per key may be "being asked", held by a
   lease in the row. A lease and not a lock, because no lock may be held while a model thinks; a worker that dies leaves
   a row that its successor takes over. Who meets a question that another is asking comes back later;
4. asks, and commits what came, tokens and cost included, before anybody does anything with it.

A judge that is free is not held back. Failures: see the table in `dedup.backends.base`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

import structlog

from dedup import backends
from dedup.backends.base import FOR_PEOPLE, TRANSIENT, Answer, Ask, Judge, JudgeError, Role, parse

from . import breaker, buckets, budgets, prices, records, takings, tallies
from .budgets import Need
from .outcomes import Answered, Later, Outcome, Stopped, Unanswerable
from .records import ASKINGS, Row
from .takings import Came, Kept, Taking

__all__ = ["Answered", "Later", "Stopped", "Unanswerable", "ask", "ask_all", "chosen", "expected_cost", "is_free"]

log = structlog.get_logger()

BUSY_SECONDS = 0.5
LEAST_PAUSE, MOST_PAUSE = 2.0, 3600.0  # whatever the provider says
# What a verdict may need.
JUDGING: tuple[Role, ...] = ("extract", "reason", "compare", "describe")
BUSY = "another worker is asking the same question"

Found = dict[str, Outcome | OSError]


def chosen(role: Role) -> Judge:
    """The judge that settings choose for this role; whether it has its key is seen when it is asked."""
    return backends.judge(role)


def is_free(*roles: Role) -> bool:
    """Asking in these roles costs no money."""
    return all(chosen(role).free for role in roles)


def expected_cost(role: Role) -> Decimal:
    """US dollars that one more question of this role to the chosen backend will cost."""
    judge = chosen(role)
    return Decimal(0) if judge.free else prices.expected(role, judge.name)


def ask(question: Ask) -> Answered:
    """The answer, from the record or from the model. Raises Later, Stopped or Unanswerable; opens no transaction.

    And OSError, of a picture that cannot be read: it was not asked then.
    """
    (outcome,) = ask_all([question])
    if isinstance(outcome, Answered):
        return outcome
    raise outcome


def ask_all(questions: Sequence[Ask]) -> list[Outcome]:
    """What comes of each question, in their order; the same question twice is one. Opens no transaction.

    What the record does not know goes to its judge in requests of as many as the judge likes to get at once; an
    answer that was spoilt is asked for again alone. Raises OSError, of a picture that cannot be read, once the other
    questions have been asked: asked again, they come from the record.
    """
    judges = {role: chosen(role) for role in {question.role for question in questions}}
    keys = [question.key(judges[question.role].name) for question in questions]
    recorded = records.rows(keys)
    found: Found = {}
    for role, judge in judges.items():
        asked = {key: question for key, question in zip(keys, questions, strict=True) if question.role == role}
        found |= _settle(judge, role, asked, recorded)
    return [_outcome(found[key]) for key in keys]


def _outcome(found: Outcome | OSError) -> Outcome:
    if isinstance(found, OSError):
        raise found
    return found


def _settle(judge: Judge, role: Role, asked: Mapping[str, Ask], recorded: Mapping[str, Sequence[Row]]) -> Found:
    found = _known(asked, recorded)
    if found:
        tallies.note(judge.name, role, tallies.Count(from_record=len(found)))
    for asking in range(ASKINGS):
        if rest := _without(asked, found):
            found |= _ask_rest(judge, role, rest, 1 if asking else judge.together(role))
        if rest := _without(asked, found):  # spoilt, refused, or taken over by another
            found |= _known(rest, records.rows(rest))
    return found | {key: Later(BUSY_SECONDS, "its record moved under us") for key in _without(asked, found)}


def _without(asked: Mapping[str, Ask], found: Found) -> dict[str, Ask]:
    return {key: question for key, question in asked.items() if key not in found}


def _known(asked: Mapping[str, Ask], recorded: Mapping[str, Sequence[Row]]) -> Found:
    found: Found = {}
    for key, question in asked.items():
        try:
            answer = records.answer(recorded.get(key, ()), question.schema)
        except Unanswerable as no:
            found[key] = no
        else:
            found |= {key: answer} if answer else {}
    return found


def _ask_rest(judge: Judge, role: Role, rest: Mapping[str, Ask], at_once: int) -> Found:
    """What must be looked up again after it was asked is not in it."""
    try:
        judge.check()
    except JudgeError as error:
        return dict.fromkeys(rest, Stopped(error.kind, error.message, sent=False))
    found = _unreadable(rest)  # before a question is taken: what cannot be read cannot be asked
    waiting = _without(rest, found)
    while waiting:
        try:
            chunk = dict(islice(waiting.items(), max(1, at_once)))
            came, asked = _ask_chunk(judge, role, chunk)
        except Later as later:
            return found | dict.fromkeys(waiting, later)
        found |= came
        waiting = {key: question for key, question in waiting.items() if key not in asked}
        if hindrance := next(filter(_hinders, came.values()), None):
            return found | dict.fromkeys(waiting, hindrance)
    return found


def _unreadable(rest: Mapping[str, Ask]) -> Found:
    found: Found = {}
    for key, question in rest.items():
        try:
            question.load()
        except OSError as error:
            found[key] = error
    return found


def _hinders(outcome: Outcome | OSError) -> bool:
    """The next question would fare the same."""
    if isinstance(outcome, Stopped):
        return not outcome.of_this_question
    return isinstance(outcome, Later) and outcome.outage


def _ask_chunk(judge: Judge, role: Role, chunk: Mapping[str, Ask]) -> tuple[Found, set[str]]:
    """One request, at the best: what came of it, and which questions had their turn. Raises Later."""
    taking = _take(judge, role, chunk)
    found: Found = {}
    if taking.taken:
        found |= _ask(taking, chunk)
    had_their_turn = chunk.keys() - taking.left
    if not had_their_turn:
        raise Later(BUSY_SECONDS, "the last of the budget went to other workers")
    busy = had_their_turn - {taken.key for taken in taking.taken}
    return found | {key: Later(BUSY_SECONDS, BUSY) for key in busy}, had_their_turn


def _take(judge: Judge, role: Role, chunk: Mapping[str, Ask]) -> Taking:
    """Raises Later. The budget comes first: where it is spent no token of the bucket is."""
    if judge.free:
        return takings.take(judge, role, chunk, Need())
    need = budgets.check(role, judge.name)
    was_away = breaker.wait_out(judge.name)
    buckets.wait(judge.name)
    return takings.take(judge, role, chunk, need, alone=was_away)


def _ask(taking: Taking, chunk: Mapping[str, Ask]) -> Found:
    start = time.monotonic()
    questions = [chunk[taken.key] for taken in taking.taken]
    answers = taking.judge.ask_all(questions)
    came = [_readable(question, one) for question, one in zip(questions, answers, strict=True)]
    kept = takings.keep(taking, came, time.monotonic() - start)
    found: Found = {}
    for one in kept:
        found |= _what_came(one)
    if not taking.judge.free:
        buckets.charge(taking.judge.name, _requests(came) - 1)
        _tell(taking, kept, time.monotonic() - start)
    return found


def _readable(question: Ask, came: Came) -> Came:
    """As the record will give it back, so that a replay cannot differ."""
    if isinstance(came, JudgeError):
        return came
    try:
        return replace(came, value=parse(question.schema, takings.storable(came.raw), came.usage))
    except JudgeError as error:
        return error


def _what_came(kept: Kept) -> Found:
    """Nothing, where the record has to say what it comes to: spoilt once or twice, refused, or answered by another."""
    if not kept.mine:
        return {}
    if isinstance(kept.came, Answer):
        return {kept.taken.key: Answered(kept.came.value, kept.taken.row)}
    error = kept.came
    if error.kind in TRANSIENT:
        seconds = min(max(error.retry_after or 0, LEAST_PAUSE), MOST_PAUSE)
        return {kept.taken.key: Later(seconds, str(error), outage=True)}
    return {} if error.kind in FOR_PEOPLE else {kept.taken.key: Stopped(error.kind, error.message)}


def _requests(came: Sequence[Came]) -> int:
    """How many the backend sent, failed ones too: at least one, and one for each question that travelled alone."""
    return max(1, round(sum(1 / one.together for one in came if one.together)))


def _tell(taking: Taking, kept: Sequence[Kept], seconds: float) -> None:
    """One line a question, without a word of what was asked or answered."""
    for one in kept:
        log.info(
            "call",
            backend=taking.judge.name,
            role=taking.role,
            key=one.taken.key[:12],
            model=one.model,
            outcome=one.failure or "answered",
            retry_after=one.came.retry_after if isinstance(one.came, JudgeError) else None,
            input_tokens=one.usage.input,
            cached_tokens=one.usage.cached,
            output_tokens=one.usage.output + one.usage.thoughts,
            cost=float(one.cost),
            seconds=round(seconds, 3),
            together=one.together,
        )
