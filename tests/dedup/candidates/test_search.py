from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from dedup import queue
from dedup.candidates import search
from dedup.catalogue import ingest
from dedup.models import Embedding, EncoderVersion, Pair, Spu, Work
from tests import factories, pictures

pytestmark = pytest.mark.django_db

GTIN = "4006381333931"
# Enough of other words that a shared one is rare, as in a shop.
NOISE = [
    "Panasonic ES-LF51 shaver",
    "Bosch cordless drill 18 V",
    "Чайник стеклянный 1,7 л",
    "绿茶 袋装 100克",
    "Leather wallet brown",
    "Running shoes size 42",
]


@pytest.fixture
def noise() -> list[Spu]:
    return [factories.spu(title) for title in NOISE]


def pairs() -> set[tuple[int, int]]:
    return set(Pair.objects.values_list("a_id", "b_id"))


def test_a_title_pair(noise: list[Spu]) -> None:
    a = factories.spu("Sony PS-LX350H turntable", category=factories.category("Audio"))
    b = factories.spu("Sony turntable PSLX350H black", category=factories.category("Garden"))
    counts = search.run()
    pair = Pair.objects.get()
    assert (pair.a_id, pair.b_id) == (a.pk, b.pk)
    assert pair.sources == ["title"]
    assert 0.4 < (pair.title_score or 0) < 1
    assert (pair.root_a_id, pair.root_b_id, pair.open) == (a.pk, b.pk, False)
    assert (counts.listings, counts.embedded, counts.pairs, counts.new) == (8, 8, 1, 1)
    assert counts.by_source == {"picture": 0, "title": 1, "identifier": 0}


def test_a_picture_pair_in_different_languages(noise: list[Spu]) -> None:
    a, b = factories.spu("Red lamp"), factories.spu("红色台灯")
    one = pictures.show(a, pictures.draw("crimson"))
    other = pictures.show(b, pictures.draw("crimson", size=120))
    pictures.show(b, pictures.draw("navy", "rectangle"))
    counts = search.run()
    pair = Pair.objects.get()
    assert pair.sources == ["picture"]
    assert (pair.image_a_id, pair.image_b_id) == (one.pk, other.pk)
    assert (pair.picture_score or 0) > 0.95
    assert counts.by_source["picture"] == 1


def test_an_identifier_pair_has_its_nearest_pictures_too(noise: list[Spu]) -> None:
    a, b = factories.spu("Turntable", gtin=GTIN), factories.spu("唱片机", gtin=f"0{GTIN}")
    for spu in (a, b):
        pictures.show(spu, pictures.draw("yellow" if spu is a else "navy", "ellipse" if spu is a else "rectangle"))
    search.run()
    pair = Pair.objects.get()
    assert (pair.sources, pair.identifier) == (["identifier"], f"gtin {GTIN}")
    assert pair.image_a_id == a.images.get().pk
    assert pair.image_b_id == b.images.get().pk


def test_a_pair_of_three_sources_is_one_pair(noise: list[Spu]) -> None:
    for _ in range(2):
        spu = factories.spu("Sony PS-LX350H turntable", gtin=GTIN)
        pictures.show(spu, pictures.draw("crimson"))
    counts = search.run()
    assert Pair.objects.get().sources == ["picture", "title", "identifier"]
    assert counts.pairs == 1
    assert counts.by_source == {"picture": 1, "title": 1, "identifier": 1}


def test_only_what_is_due_is_searched_for(noise: list[Spu]) -> None:
    search.run()
    again = search.run()
    assert (again.listings, again.embedded, again.pairs) == (0, 0, 0)
    late = factories.spu("Bosch drill 18 V cordless")
    counts = search.run()
    assert (counts.listings, counts.embedded, counts.new) == (1, 1, 1)
    assert pairs() == {(noise[1].pk, late.pk)}
    assert not Spu.objects.filter(vectors_due=True).exists()


def test_importing_a_file_again_has_only_the_changed_listing_searched_for(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.jsonl"

    def write(third: str) -> None:
        titles = [*NOISE[:2], third]
        file.write_text("\n".join(json.dumps({"id": str(n), "title": title}) for n, title in enumerate(titles)))
        ingest.run(file)

    write("Leather wallet brown")
    assert search.run().listings == 3
    write("Leather wallet brown")
    assert search.run().listings == 0
    write("Bosch drill 18 V cordless")
    counts = search.run()
    assert (counts.listings, counts.embedded, counts.new) == (1, 1, 1)
    assert Pair.objects.get().b.title == "Bosch drill 18 V cordless"


def test_a_listing_that_changes_during_the_run_stays_due(noise: list[Spu]) -> None:
    def change(done: int, total: int | None) -> None:
        Spu.objects.filter(pk=noise[0].pk).update(content_hash="changed meanwhile")

    search.run(progress=change)
    assert list(Spu.objects.filter(vectors_due=True)) == [noise[0]]


def test_incremental_runs_and_a_full_one_give_the_same_pairs() -> None:
    def catalogue(start: int, end: int) -> None:
        """Two sellers for each product; in no source has a listing more neighbours than are kept."""
        for number in range(start, end):
            product, seller = divmod(number, 2)
            name = hashlib.sha256(str(product).encode()).hexdigest()
            spu = factories.spu(
                f"{name[:8]} {name[8:14]}-{name[14:18]}{' by shop' * seller}", gtin=GTIN * (product == 7)
            )
            if product % 3 == 0:
                pictures.show(spu, pictures.draw(f"hsl({product * 12}, 90%, 50%)", size=160 - 20 * seller))

    catalogue(0, 60)
    search.run(full=True)
    for start, end in ((60, 61), (61, 65), (65, 66)):  # one is probed for by index, four are compared in memory
        catalogue(start, end)
        search.run()
    step_by_step = scores()
    assert len(step_by_step) >= 33
    Pair.objects.all().delete()
    Spu.objects.update(vectors_due=True)
    search.run()
    assert scores() == step_by_step
    counts = search.run(full=True)
    assert counts.listings == 66
    assert {pair[:2] for pair in scores()} == {pair[:2] for pair in step_by_step}


def scores() -> set[Any]:
    return set(Pair.objects.values_list("a_id", "b_id", "title_score", "picture_score", "identifier"))


def test_delisted_listings_and_members_of_one_family_are_not_proposed(noise: list[Spu]) -> None:
    title = "Sony PS-LX350H turntable"
    gone, kept, twin = (factories.spu(title, gtin=GTIN) for _ in range(3))
    decision = factories.decision(factories.pair(noise[0], noise[1]), factories.user(), "different")
    Spu.objects.filter(pk=gone.pk).update(delisted_by=decision)
    Spu.objects.filter(pk=twin.pk).update(root=kept)
    search.run()
    assert pairs() == {(noise[0].pk, noise[1].pk)}
    other = factories.spu(title)
    search.run()
    assert pairs() == {(noise[0].pk, noise[1].pk), (kept.pk, other.pk), (twin.pk, other.pk)}
    assert Pair.objects.get(a=twin).root_a_id == kept.pk


def test_scores_of_a_changed_listing_are_refreshed(noise: list[Spu]) -> None:
    a, b = factories.spu("Sony PS-LX350H turntable"), factories.spu("Sony PS-LX350H turntable")
    search.run()
    assert Pair.objects.get().title_score == pytest.approx(1, abs=1e-3)
    Spu.objects.filter(pk=b.pk).update(title="Sony PS-LX350H record player", vectors_due=True)
    counts = search.run()
    assert (counts.listings, counts.new, counts.changed) == (1, 0, 1)
    assert 0.25 < (Pair.objects.get(a=a).title_score or 0) < 0.9


def test_the_order_of_an_open_pair_follows_its_scores(noise: list[Spu]) -> None:
    factories.spu("Sony PS-LX350H turntable")
    b = factories.spu("Sony PS-LX350H turntable")
    search.run()
    pair = Pair.objects.get()
    factories.verdict(pair, "likely_match")
    Spu.objects.filter(pk=b.pk).update(title="Sony PS-LX350H record player", vectors_due=True)
    search.run()
    pair.refresh_from_db()
    assert pair.open
    assert pair.rank == pytest.approx(2 + (pair.title_score or 0))
    assert not queue.differences()


def test_a_forsaken_pair_goes_unless_something_hangs_on_it(noise: list[Spu]) -> None:
    a, b = factories.spu("Sony PS-LX350H turntable"), factories.spu("Sony PS-LX350H turntable")
    c = factories.spu("Sony PS-LX350H turntable")
    d = factories.spu("Sony PS-LX350H turntable")
    search.run()
    assert len(pairs()) == 6
    factories.decision(Pair.objects.get(a=a, b=b), factories.user(), "different")
    factories.verdict(Pair.objects.get(a=b, b=c))
    Work.objects.create(pair=Pair.objects.get(a=b, b=d))
    Spu.objects.filter(pk=b.pk).update(title="Wooden garden chair", vectors_due=True)
    counts = search.run()
    assert counts.removed == 0
    assert len(pairs()) == 6
    assert Pair.objects.get(a=a, b=b).title_score == pytest.approx(0, abs=0.05)
    Spu.objects.filter(pk=a.pk).update(title="绿色花园椅子", vectors_due=True)
    assert search.run().removed == 2
    assert pairs() == {(a.pk, b.pk), (b.pk, c.pk), (b.pk, d.pk), (c.pk, d.pk)}


def test_a_known_pair_stays_while_it_passes_a_gate(noise: list[Spu]) -> None:
    a, b = factories.spu("Turntable", gtin=GTIN), factories.spu("唱片机", gtin=GTIN)
    search.run()
    Spu.objects.filter(pk=b.pk).update(title="Turntable", gtin="", vectors_due=True)
    search.run()
    pair = Pair.objects.get(a=a, b=b)
    assert (pair.sources, pair.identifier) == (["title"], "")


def test_one_category_is_searched_for_and_the_whole_catalogue_answers(noise: list[Spu]) -> None:
    shoes, boots = factories.category("Shoes", "Sneakers"), factories.category("Shoes", "Boots")
    here = factories.spu("Nike Air Zoom 42", category=shoes)
    beside = factories.spu("Nike Air Zoom 42 white", category=boots)
    elsewhere = [factories.spu(f"Nike Air Zoom 42 no {n}", category=factories.category("Toys")) for n in (1, 2)]
    counts = search.run(category=["Shoes", "Sneakers"])
    assert counts.listings == 1
    assert pairs() == {(here.pk, other.pk) for other in (beside, *elsewhere)}
    assert set(Spu.objects.filter(vectors_due=False)) == {here}
    assert search.run(category=["Shoes"]).listings == 1
    assert search.run(category=["Shoes"], full=True).listings == 2
    assert EncoderVersion.objects.filter(kind="title").count() == 1


def test_an_unknown_category_is_named_with_those_there_are(noise: list[Spu]) -> None:
    factories.category("Shoes")
    with pytest.raises(search.NoSuchCategory, match=r"no category Boats\. There are: Shoes\."):
        search.run(category=["Boats"])


def test_full_learns_a_new_version_and_removes_the_old_one(noise: list[Spu]) -> None:
    search.run()
    old = EncoderVersion.objects.get(kind="title")
    counts = search.run(full=True)
    new = EncoderVersion.objects.get(kind="title")
    assert new.pk != old.pk
    assert counts.listings == len(noise)
    assert set(Embedding.objects.values_list("encoder_id", flat=True)) == {new.pk}


def test_two_searches_at_once_are_refused(noise: list[Spu]) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [search.LOCK])
            with pytest.raises(search.Busy, match="Wait for it to end"):
                search.run()
            cursor.execute("SELECT pg_advisory_unlock(%s)", [search.LOCK])
    finally:
        other.close()
    assert search.run().listings == len(noise)


def test_an_empty_catalogue() -> None:
    assert search.run() == search.Counts()
    with pytest.raises(LookupError, match="find_candidates"):
        search.title_lists(5)


def test_title_lists_are_ranked_exactly_and_without_gate(noise: list[Spu]) -> None:
    a, b = factories.spu("Bosch drill"), factories.spu("Bosch cordless drill 18 V set")
    search.run()
    found = search.title_lists(3)
    mine = found.query == noise[1].pk
    assert found.other[mine].tolist()[:2] == [b.pk, a.pk]
    assert mine.sum() == 3
    assert (found.score[mine][:-1] >= found.score[mine][1:]).all()


def test_nothing_is_left_on_the_connection(noise: list[Spu]) -> None:
    search.run()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")
        assert cursor.fetchone() == (0,)
