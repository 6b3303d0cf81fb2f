"""Any sequence of merges and cuts, in any order, leaves the families of a ten-line model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dedup import queue
from dedup.merging import merges
from dedup.models import Merge, Spu
from tests import factories as make

SIZE = 7
NUMBERS = st.integers(0, SIZE - 1)


@pytest.mark.django_db
def test_families_equal_the_model_after_any_sequence():
    listings = [make.spu().pk for _ in range(SIZE)]
    for a, b in pairwise(Spu.objects.filter(pk__in=listings).order_by("pk")):
        make.verdict(make.pair(a, b))
    anna, elsewhere = make.user("anna"), make.pair()
    word = make.decision(elsewhere, anna, "merge", survivor=elsewhere.a)

    class Families(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()
            self.edges: dict[int, tuple[int, Merge]] = {}  # loser -> winner and the edge

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)

        def root(self, spu: int) -> int:
            while spu in self.edges:
                spu = self.edges[spu][0]
            return spu

        @rule(a=NUMBERS, b=NUMBERS)
        def merge(self, a: int, b: int) -> None:
            loser, winner = self.root(listings[a]), self.root(listings[b])
            edge = merges.merge(listings[a], listings[b], word)
            assert (edge is None) == (loser == winner)
            if edge:
                self.edges[loser] = (winner, edge)

        @precondition(lambda self: self.edges)
        @rule(data=st.data())
        def cut(self, data: st.DataObject) -> None:
            loser = data.draw(st.sampled_from(sorted(self.edges)))
            _, edge = self.edges.pop(loser)
            assert merges.undo(edge.pk, anna)
            assert not merges.undo(edge.pk, anna)

        @invariant()
        def holds(self) -> None:
            stored = dict(Spu.objects.filter(pk__in=listings).values_list("pk", "root_id"))
            assert stored == {spu: self.root(spu) for spu in listings}
            assert queue.differences() == []
            with connection.cursor() as cursor:  # the deferred foreign key: a root is its own root
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    run_state_machine_as_test(
        Families,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
