from __future__ import annotations

from typing import Any

import pytest

from dedup.models import Cspu, Image, ModelCall, Spu
from review.demo import findings, labels, report
from review.demo.findings import Rechecks
from review.demo.labels import Labels
from tests import factories

pytestmark = pytest.mark.django_db


def listing(name: str, *colours: str) -> Spu:
    """A listing with a main picture in its first colour, and a variant for each."""
    spu = factories.spu(name, external_id=name)
    for position, colour in enumerate(colours):
        cspu = Cspu.objects.create(
            spu=spu, external_id=f"{name}:{colour}", attributes={"Color": colour.title()}, position=position
        )
        picture(spu, colour, cspu)
    if colours:
        picture(spu, colours[0])
    return spu


def picture(spu: Spu, colour: str, cspu: Cspu | None = None) -> Image:
    where = {"spu": spu, "cspu": cspu, "position": 0, "source": colour, "source_sha256": "", "phash": "0" * 16}
    return Image.objects.create(**where, sha256=f"{spu.pk}{colour}", width=1, height=1)


def of(spu: Spu, colour: str, *, variant: bool = True) -> int:
    return Image.objects.get(spu=spu, source=colour, cspu__isnull=not variant).pk


def asked(kind: str, answer: str, a: int = 0, b: int = 0) -> dict[str, Any]:
    return {"kind": kind, "image_a": a, "image_b": b, "answer": answer}


def judged(a: Spu, b: Spu, level: str, *pictures: dict[str, Any]) -> None:
    factories.verdict(factories.pair(a, b), level, evidence={"pictures": list(pictures)})


def test_labelled_pairs_are_counted_by_level() -> None:
    a, b, c, d = (listing(name) for name in "abcd")
    judged(a, b, "match")
    judged(c, d, "match")
    factories.pair(a, c)
    known = Labels(frozenset({("a", "b"), ("a", "c"), ("b", "c")}), {("a", "b"): "typos"}, {("c", "d"): "other_size"})
    found = findings.find(known)
    assert found.duplicates == {"match": 1, "not judged": 1, "not found": 1}
    assert found.false_matches == [("c", "d")]
    assert report.verdict_on_labels(found) == [
        "Labelled duplicates that became candidates: 2 of 3.",
        "Labelled duplicates judged likely match or better: 1 of 3.",
        "Near-misses called a match (there must be none): 1 of 1.",
    ]


def test_counts_of_the_catalogue() -> None:
    a, b, c = listing("a", "red"), listing("b", "red", "blue"), listing("c")
    factories.pair(a, b, picture_score=0.9, identifier="gtin 1")
    judged(a, c, "non_match")
    ModelCall.objects.create(key="1", role="extract", backend="offline", question={})
    ModelCall.objects.create(key="2", role="extract", backend="offline", question={}, failure="timeout")
    found = findings.find(labels.Labels())
    assert (found.listings, found.pictures, found.candidates, found.to_people, found.failed) == (3, 5, 2, 0, 0)
    assert found.by_source == {"picture": 1, "title": 2, "identifier": 1}
    assert found.levels == {"non_match": 1}
    assert found.settled_by == {"text": 1}
    assert found.calls == {"extract": 1}


def test_rechecks_are_due_where_main_pictures_are_not_the_same_and_both_have_variants() -> None:
    one, two = listing("one", "black", "blue"), listing("two", "green", "black")
    three, plain = listing("three", "red", "grey"), listing("plain")
    main = asked("main", "different")
    # The variant's own picture on one side, the listing's copy of it on the other.
    judged(one, two, "match", main, asked("variant", "same", of(one, "black", variant=False), of(two, "black")))
    judged(one, three, "likely_match", main, asked("variant", "unsure", of(one, "blue"), of(three, "grey")))
    judged(two, three, "likely_match", main)
    judged(one, plain, "likely_match", main)
    judged(two, plain, "match", asked("main", "same"))
    known = Labels(frozenset({("one", "two"), ("one", "three")}))
    assert findings.find(known).rechecks == Rechecks(due=3, done=2, comparable=1, shared=1)
