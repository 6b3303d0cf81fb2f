from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dedup.candidates import identifiers
from dedup.management.commands import find_candidates
from dedup.models import Pair
from tests import factories, pictures

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("find_candidates", *arguments, stdout=out)
    return out.getvalue()


def test_it_ends_with_counts_per_source() -> None:
    for title in ("Sony PS-LX350H turntable", "Sony turntable PSLX350H", "Bosch drill"):
        factories.spu(title)
    assert told() == (
        "3 listings searched for, 3 vectors written.\n"
        "1 candidate pairs: 0 by picture, 1 by title, 0 by identifier (a pair found by several counts under each).\n"
        "1 pairs are new, 0 changed, 0 removed.\n"
    )
    assert Pair.objects.count() == 1
    assert told().startswith("0 listings searched for")
    assert told("--full").startswith("3 listings searched for")


def test_it_says_what_was_left_out() -> None:
    for _ in range(identifiers.LARGEST + 1):
        spu = factories.spu(gtin="4006381333931")
        pictures.show(spu, pictures.draw("white"), stored=False)
    pictures.show(spu, pictures.draw("red"), stored=False)
    said = told()
    assert "1 numbers are on too many listings to be theirs, for example gtin 4006381333931." in said
    assert "1 pictures are on too many listings to tell products apart: not compared." in said
    assert "1 stored pictures could not be read: import their listings again." in said


def test_a_category_is_a_path() -> None:
    factories.spu("Nike Air", category=factories.category("Shoes", "Sneakers"))
    factories.spu("Nike Air", category=factories.category("Toys"))
    assert told("--category", "Shoes/Sneakers").startswith("1 listings searched for")
    with pytest.raises(CommandError, match="no category Hats"):
        told("--category", "Hats")


def test_the_words_for_nothing_found() -> None:
    assert find_candidates.lines(find_candidates.Counts())[0] == "0 listings searched for, 0 vectors written."
