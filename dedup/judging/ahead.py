"""Questions of several claimed pairs, asked together before each pair is judged as ever.

Only for judges that like several questions at once: listings that travel in one request (`JUDGE_BATCH`), or a
checkpoint in the worker that answers four as fast as one. What comes is in the record then; whatever goes wrong here
the judging of each pair meets again, and deals with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dedup import work
from dedup.backends.base import Ask, Role
from rules import resolve
from rules.resolve import Rules

from . import calls
from .recorded import Recorded, Unrecorded

ROUNDS = 4  # texts, main pictures, variants, and one for a picture that is asked about once more


def pairs_at_once() -> int:
    """As many as the judges in force like to be asked about together; 1: each pair by itself."""
    return max(calls.chosen(role).together(role) for role in calls.JUDGING)


def ask(held: Sequence[work.Claim], rules: Rules) -> None:
    """Ask what these pairs lack, round by round. Raises nothing of the door."""
    answers = Recorded.of(claim.pair for claim in held)
    asked: set[str] = set()
    for _ in range(ROUNDS):
        batches = list(_batches(_lacking(answers, rules), asked))
        for batch in batches:
            held = renewed(replace(claim, since=-math.inf) for claim in held)  # however young: it is a long request
            asked |= {_key(question) for question in batch}
            if not _went(batch):
                return
        if not batches:
            return
        answers.look_again()


def renewed(held: Iterable[work.Claim]) -> list[work.Claim]:
    """Those that are still ours, with lease enough for one more question."""
    found = []
    for claim in held:
        try:
            found.append(work.renew(claim))
        except work.Lost:  # its new owner judges it
            continue
    return found


def _lacking(answers: Recorded, rules: Rules) -> Iterator[Ask]:
    """The next questions of these pairs that go together with others, each once."""
    try:
        found = answers.examine(rules)
    except (resolve.MissingDefault, resolve.UnknownCategory):  # of one pair: said when that one is judged
        return
    questions = {
        question.key: question for case in found.values() if isinstance(case, Unrecorded) for question in case.questions
    }
    yield from (question.ask for question in questions.values() if _size(question.role) > 1)


def _batches(questions: Iterable[Ask], asked: set[str]) -> Iterator[list[Ask]]:
    """Alike ones together, as many as their judge likes; never again what was asked before."""
    alike: dict[tuple[Role, str], list[Ask]] = {}
    for question in questions:
        if _key(question) not in asked:
            shared = question.text.removesuffix(question.own) if question.own else ""
            alike.setdefault((question.role, shared), []).append(question)
    for (role, _), group in alike.items():
        size = _size(role)
        yield from (group[start : start + size] for start in range(0, len(group), size))


def _key(question: Ask) -> str:
    return question.key(calls.chosen(question.role).name)


def _size(role: Role) -> int:
    return calls.chosen(role).together(role)


def _went(batch: Sequence[Ask]) -> bool:
    """False where the next batch would fare no better: an outage, a budget, a wrong key."""
    try:
        outcomes = calls.ask_all(batch)
    except OSError:  # a picture that cannot be read: said when its pair is judged
        return True
    return not any(isinstance(outcome, calls.Later | calls.Stopped) for outcome in outcomes)
