"""A listing of an import file with its pictures, and what of it makes the machine look again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from dedup.models import Cspu, Image, Spu
from rules.models import RuleSet
from rules.spec import RuleSpec

from .albums import Picture
from .rows import Row

FIELDS = ("title", "brand", "attributes", "description", "price", "currency", "gtin", "mpn", "seller", "url")
# What vectors and neighbours are made of: titles, pictures, and the identifiers (GTIN, brand + part number).
SEARCHED = frozenset({"title", "brand", "gtin", "mpn", "variants", "pictures"})
# Judged only where a live rule set names them: a new price alone is no reason to judge again.
UNJUDGED = frozenset({"price", "currency", "seller", "url"})
JUDGED = frozenset({*FIELDS, "category", "variants", "pictures"}) - UNJUDGED


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture of a listing (`variant` empty) or of its variant of that id."""

    variant: str
    position: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class Listing:
    row: Row
    pictures: tuple[Placed, ...] = ()

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def content_hash(self) -> str:
        """sha256 of all that is stored of it, of what speaks to a model too: so a later import finds that as well."""
        row = self.row
        told = (
            [row.id, row.category, *(getattr(row, name) for name in FIELDS)],
            [(variant.id, variant.attributes) for variant in row.variants],
            [(each.variant, each.position, astuple(each.picture)) for each in self.pictures],
            *([row.injections] if row.injections else ()),
        )
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stored:
    """A listing as the database has it: variants by their id, pictures by (variant id, position)."""

    spu: Spu
    variants: dict[str, Cspu]
    pictures: dict[tuple[str, int], Image]


def stored(external_ids: Iterable[str]) -> dict[str, Stored]:
    """The listings of these ids that exist, in three queries, locked: nobody changes a mark until they are written."""
    rows = Spu.objects.select_for_update().filter(external_id__in=list(external_ids)).order_by("pk")
    found = {spu.pk: Stored(spu, {}, {}) for spu in rows}
    names = {}
    for variant in Cspu.objects.filter(spu__in=found):
        found[variant.spu_id].variants[variant.external_id] = variant
        names[variant.pk] = variant.external_id
    for image in Image.objects.filter(spu__in=found).order_by():
        found[image.spu_id].pictures[names.get(image.cspu_id or 0, ""), image.position] = image
    return {listing.spu.external_id: listing for listing in found.values()}


def pictures_of(external_ids: Iterable[str]) -> dict[str, Picture]:
    """The stored pictures of these listings, by the path or address that they came from."""
    facts = ("source", "source_sha256", "sha256", "phash", "width", "height")
    rows = Image.objects.filter(spu__external_id__in=list(external_ids)).order_by().values_list(*facts)
    return {row[0]: Picture(*row) for row in rows}


def differences(listing: Listing, before: Stored, category_id: int | None) -> set[str]:
    """Which fields, and whether the variants or the pictures, are others than before."""
    row, spu = listing.row, before.spu
    found = {name for name in FIELDS if getattr(row, name) != getattr(spu, name)}
    if category_id != spu.category_id:
        found.add("category")
    if {each.id: each.attributes for each in row.variants} != {
        name: each.attributes for name, each in before.variants.items()
    }:
        found.add("variants")
    if {(each.variant, each.position): each.picture.sha256 for each in listing.pictures} != {
        place: image.sha256 for place, image in before.pictures.items()
    }:
        found.add("pictures")
    return found


def judged_fields() -> frozenset[str]:
    """The fields whose change makes the judge look again, under the rule sets that are live now."""
    named: set[str] = set()
    for spec in RuleSet.objects.filter(state=RuleSet.State.LIVE).values_list("spec", flat=True):
        rule = RuleSpec.model_validate(spec)
        named |= {line.source_field for line in rule.fields if line.source == "inputField"} | set(rule.llm_input_fields)
    return JUDGED | (UNJUDGED & named)
