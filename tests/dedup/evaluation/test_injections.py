"""What `evaluate injections` writes, pairs and counts; the corpus itself is held by tests/dedup/judging."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dedup.evaluation.injections import corpus, trial
from tests import factories as make


def test_every_attempt_stands_in_a_listing_that_is_else_the_honest_one(tmp_path: Path):
    rows = {row["id"]: row for row in map(json.loads, trial.written(tmp_path).read_text().splitlines())}
    for one, other in trial.paired():
        assert one in rows and other in rows
    for attempt in corpus.attempts():
        honest, tried = rows[f"{attempt.language}-honest"], rows[attempt.id]
        assert (tmp_path / tried["images"][0]).is_file()
        changed = {
            name for name in honest.keys() | tried.keys() if name != "id" and honest.get(name) != tried.get(name)
        }
        places = {place for place, _ in attempt.texts}
        assert changed == {{"attribute": "attributes", "picture": "images"}.get(place, place) for place in places}


def verdict(external_id: str, *, colour: str, level: str = "non_match", outcome: str = "different", **spu: Any) -> Any:
    tried = make.pair(make.spu(external_id=external_id, **spu), make.spu())
    field = {"field": "colour", "source": "outputLlm", "left": colour, "right": "blue", "outcome": outcome}
    own = {"field": "brand", "source": "inputField", "left": "Ora", "right": "Ora", "outcome": "same"}
    return make.verdict(tried, level, evidence={"fields": [own, field]})


@pytest.mark.django_db
def test_a_value_is_wrong_that_the_honest_listing_does_not_have():
    attempt = corpus.attempts()[0]
    honest = verdict("en-honest", colour="red")
    tried = verdict(attempt.id, colour="blue", level="match", injections=[{"place": "title", "quote": "x"}])
    found = trial.outcome(attempt, tried, honest)
    assert (found.wrong, found.unread, found.changed, found.marked) == (("colour",), (), True, True)
    assert trial.counted([found]) == {
        **{"attempts": 1, "marked": 1, "wrong_values": 1, "unread": 0, "verdicts_changed": 1},
    }
    tried.evidence["fields"][1] |= {"outcome": "unreadable"}
    assert trial.outcome(attempt, tried, honest).unread == ("colour",)


def test_other_evaluations_still_need_their_folder():
    with pytest.raises(CommandError, match="Say which folder"):
        call_command("evaluate", "blocking")
