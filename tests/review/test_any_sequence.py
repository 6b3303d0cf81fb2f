"""Any sequence of words, double clicks and undos by two people ends where a small model says.

The model knows families as sets of listings, not as pointers, and works out what waits for people
from the definition alone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dedup import queue
from dedup.merging import merges
from dedup.models import Decision, Pair, Spu
from review import decisions
from tests import factories as make

SIZE = 6
SAME = ("merge", "delist")
WORDS = st.sampled_from(["merge", "merge", "different", "different", "delist", "unsure"])


@dataclass(frozen=True)
class Said:
    """A word that stands."""

    key: int
    word: str
    who: User
    gone: frozenset[int] = frozenset()  # what a delisting took off sale
    joined: tuple[int, int] = (0, 0)  # the roots that a merge put one under the other


@dataclass
class Model:
    listings: list[int]
    pairs: dict[tuple[int, int], Pair]
    words: dict[tuple[int, int], Said] = field(default_factory=dict)

    def merges(self) -> dict[int, int]:
        return {said.joined[0]: said.joined[1] for said in self.words.values() if said.word == "merge"}

    def root(self, spu: int, without: Said | None = None) -> int:
        edges = self.merges()
        if without:
            edges.pop(without.joined[0], None)
        while spu in edges:
            spu = edges[spu]
        return spu

    def family(self, spu: int) -> frozenset[int]:
        return frozenset(other for other in self.listings if self.root(other) == self.root(spu))

    def gone(self) -> dict[int, Said]:
        return {spu: said for said in self.words.values() for spu in said.gone}

    def kept_apart(self, a: int, b: int) -> set[int]:
        families = {self.family(a), self.family(b)}
        return {
            said.key
            for (x, y), said in self.words.items()
            if said.word == "different" and {self.family(x), self.family(y)} == families
        }

    def resting_on(self, merge: Said) -> set[int]:
        """What would be torn apart without this merge."""
        torn = set()
        for (a, b), said in self.words.items():
            if said.word == "merge" and said != merge and self.root(a, merge) != self.root(b, merge):
                torn.add(said.key)
            if len({self.root(spu, merge) for spu in said.gone}) > 1:
                torn.add(said.key)
        return torn

    def waiting(self) -> set[int]:
        best: dict[frozenset[int], Pair] = {}
        held = set()
        for (a, b), pair in self.pairs.items():
            families = frozenset((self.root(a), self.root(b)))
            said = self.words.get((a, b))
            if said and said.word in ("different", "unsure"):
                held.add(families)
            free = not said and len(families) == 2 and not {a, b} & self.gone().keys()
            if free and (families not in best or pair.title_score > best[families].title_score):
                best[families] = pair
        return {pair.pk for families, pair in best.items() if families not in held}


@pytest.mark.slow
@pytest.mark.django_db
def test_any_sequence_ends_where_the_model_does():
    listings = [make.spu() for _ in range(SIZE)]
    pairs = {
        (a.pk, b.pk): make.pair(a, b, title_score=0.5 + number / 100)
        for number, (a, b) in enumerate(combinations(listings, 2))
    }
    for pair in pairs.values():
        make.verdict(pair)
    people = [make.user("anna"), make.user("olga", "senior moderator")]

    class Sequences(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()
            self.model = Model([spu.pk for spu in listings], pairs)

        def teardown(self) -> None:
            """Taken back latest first, nothing stands in the way, and all is as it was."""
            for said in sorted(self.model.words.values(), key=lambda said: -said.key):
                assert decisions.undo(said.key, people[1], uuid.uuid4()).kind == "ok"
            self.model.words = {}
            self.holds()
            transaction.savepoint_rollback(self.savepoint)

        @rule(
            place=st.sampled_from(sorted(pairs)),
            who=st.sampled_from(people),
            word=WORDS,
            keep_a=st.booleans(),
            looked=st.booleans(),
            clicks=st.integers(1, 2),
        )
        def decide(self, place: tuple[int, int], who: User, word: str, keep_a: bool, looked: bool, clicks: int) -> None:
            model, standing = self.model, self.model.words.get(place)
            keep, lose = place if keep_a else place[::-1]
            form = {
                "submit_key": uuid.uuid4(),
                "survivor_id": keep if word in SAME else None,
                "seen_id": standing.key if standing and looked else None,
            }
            if in_the_way := self.in_the_way(place, who, looked=looked):
                outcome = decisions.decide(pairs[place].pk, who, word, **form)
                assert outcome.kind == "conflict" and outcome.decision.pk in in_the_way
                return
            model.words.pop(place, None)
            if word in SAME and (apart := model.kept_apart(*place)):
                if standing:
                    model.words[place] = standing
                with pytest.raises(merges.KeptApart) as refused:
                    decisions.decide(pairs[place].pk, who, word, **form)
                assert refused.value.decision.pk in apart
                return
            outcomes = [decisions.decide(pairs[place].pk, who, word, **form) for _ in range(clicks)]
            assert [outcome.kind for outcome in outcomes] == ["ok", "same"][:clicks]
            gone = model.family(lose) if word == "delist" else frozenset()
            joined = (model.root(lose), model.root(keep)) if word == "merge" else (0, 0)
            model.words[place] = Said(outcomes[0].decision.pk, word, who, gone, joined)

        def in_the_way(self, place: tuple[int, int], who: User, *, looked: bool) -> set[int]:
            model, standing = self.model, self.model.words.get(place)
            if standing:
                may = standing.word == "unsure" or who in (standing.who, people[1])
                if standing.word in SAME or not looked or not may:
                    return {standing.key}
            a, b = place
            if model.root(a) == model.root(b):
                return {said.key for said in model.words.values() if said.word == "merge"}
            return {said.key for spu, said in model.gone().items() if spu in place}

        @precondition(lambda self: self.model.words)
        @rule(data=st.data(), who=st.sampled_from(people), clicks=st.integers(1, 2))
        def undo(self, data: st.DataObject, who: User, clicks: int) -> None:
            place = data.draw(st.sampled_from(sorted(self.model.words)))
            said, key = self.model.words[place], uuid.uuid4()
            if who not in (said.who, people[1]):
                with pytest.raises(decisions.NotAllowed):
                    decisions.undo(said.key, who, key)
            elif said.word == "merge" and (torn := self.model.resting_on(said)):
                with pytest.raises(decisions.StillNeeded) as refused:
                    decisions.undo(said.key, who, key)
                assert {decision.pk for decision in refused.value.decisions} == torn
            else:
                outcomes = [decisions.undo(said.key, who, key).kind for _ in range(clicks)]
                assert outcomes == ["ok", "same"][:clicks]
                del self.model.words[place]

        @invariant()
        def holds(self) -> None:
            model = self.model
            stored = {pk: (root, gone) for pk, root, gone in Spu.objects.values_list("pk", "root_id", "delisted_by")}
            gone = {spu: said.key for spu, said in model.gone().items()}
            assert stored == {spu: (model.root(spu), gone.get(spu)) for spu in model.listings}
            live = Decision.objects.filter(superseded_by=None).exclude(word="undone")
            assert set(live.values_list("pk", flat=True)) == {said.key for said in model.words.values()}
            assert set(Pair.objects.filter(open=True).values_list("pk", flat=True)) == model.waiting()
            assert queue.differences() == []
            for (a, b), said in model.words.items():
                assert said.word not in ("merge", "different") or (model.root(a) == model.root(b)) == (
                    said.word == "merge"
                )
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    run_state_machine_as_test(
        Sequences,
        settings=settings(
            max_examples=50,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
