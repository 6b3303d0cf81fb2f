"""Which variant pictures are asked about: those of one name, else the nearest, never the main ones again."""

from __future__ import annotations

from typing import Any

import pytest

from dedup.judging import variants
from dedup.judging.albums import Albums
from dedup.models import Cspu, Embedding, EncoderVersion, Image, Pair
from tests import factories as make
from tests import pictures

pytestmark = pytest.mark.django_db

# Where each colour lies: blue is nearer to teal than one blue to the other.
PLACES = {"blue": [1, 0, 0], "blue behind": [0.8, 0.6, 0], "teal": [0.98, 0.2, 0], "red": [0, 0, 1]}


@pytest.fixture
def encoder(settings: Any, tmp_path: Any) -> EncoderVersion:
    settings.MEDIA_ROOT = tmp_path
    return EncoderVersion.objects.create(kind="picture", name="test", dimensions=3, live=True)


@pytest.fixture
def pair() -> Pair:
    return make.pair()


def show(encoder: EncoderVersion, spu: Any, place: str, *, seed: int, colour: str = "") -> Image:
    """A picture of a variant of that colour; without a colour, of the listing itself."""
    cspu = None
    if colour:
        cspu = Cspu.objects.create(spu=spu, external_id=f"{seed}", attributes={"Colour": colour}, position=seed)
    image = pictures.image(spu, seed, cspu=cspu)
    Embedding.objects.create(encoder=encoder, spu=spu, image=image, vector=PLACES[place])
    return image


def test_variants_that_both_name_alike_come_before_nearer_ones(encoder, pair):
    main = show(encoder, pair.a, "red", seed=1), show(encoder, pair.b, "red", seed=2)
    blue = show(encoder, pair.a, "blue", seed=3, colour="Blue")
    show(encoder, pair.b, "teal", seed=4, colour="teal")
    behind = show(encoder, pair.b, "blue behind", seed=5, colour="ＢＬＵＥ")
    assert Albums([pair]).nearest(pair, main) == (blue, behind)


def test_without_a_name_in_common_the_nearest_by_vector_are_taken(encoder, pair):
    main = show(encoder, pair.a, "red", seed=1), show(encoder, pair.b, "red", seed=2)
    blue = show(encoder, pair.a, "blue", seed=3, colour="Blue")
    teal = show(encoder, pair.b, "teal", seed=4, colour="teal")
    show(encoder, pair.b, "blue behind", seed=5, colour="azure")
    assert Albums([pair]).nearest(pair, main) == (blue, teal)


def test_what_the_candidate_search_stored_saves_a_look(encoder, pair, django_assert_num_queries):
    main = show(encoder, pair.a, "red", seed=1), show(encoder, pair.b, "red", seed=2)
    pair.image_a = show(encoder, pair.a, "blue", seed=3, colour="Blue")
    pair.image_b = show(encoder, pair.b, "teal", seed=4, colour="teal")
    with django_assert_num_queries(1):
        assert Albums([pair]).nearest(pair, main) == (pair.image_a, pair.image_b)


def test_the_files_of_the_main_pictures_are_not_asked_about_again(encoder, pair):
    main = show(encoder, pair.a, "blue", seed=1), show(encoder, pair.b, "blue", seed=2)
    show(encoder, pair.a, "blue", seed=1, colour="Blue")
    pair.image_a, pair.image_b = main
    other = show(encoder, pair.b, "blue behind", seed=5, colour="azure")
    found = Albums([pair]).nearest(pair, main)
    assert found is not None and found[0].sha256 == main[0].sha256 and found[1] == other


def test_listings_with_one_picture_each_have_nothing_more_to_show(encoder, pair):
    main = show(encoder, pair.a, "blue", seed=1), show(encoder, pair.b, "red", seed=2)
    assert Albums([pair]).nearest(pair, main) is None


def test_without_vectors_there_is_nothing_to_choose_by(encoder, pair):
    main = show(encoder, pair.a, "red", seed=1), show(encoder, pair.b, "red", seed=2)
    show(encoder, pair.a, "blue", seed=3, colour="Blue")
    Embedding.objects.all().delete()
    assert Albums([pair]).nearest(pair, main) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"colour": "Blue"}, {"Colour": "blue"}, True),
        ({"colour": "Blue", "size": "M"}, {"colour": "blue"}, True),
        ({"colour": "Blue", "size": "M"}, {"colour": "blue", "size": "L"}, False),
        ({"colour": ["Blue", "Red"]}, {"colour": ["red", "blue"]}, True),
        ({"colour": "Blue"}, {"size": "M"}, False),
        ({"colour": ""}, {"colour": ""}, False),
        ({}, {}, False),
    ],
)
def test_one_name_is_something_in_common_and_nothing_that_differs(encoder, pair, left, right, same):
    images = [show(encoder, spu, "blue", seed=3, colour="x") for spu in (pair.a, pair.b)]
    for image, attributes in zip(images, (left, right), strict=True):
        assert image.cspu is not None
        image.cspu.attributes = attributes
    assert variants.same_variant(*map(variants.stated, images)) is same
