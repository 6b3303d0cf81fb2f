"""Questions as the judges get them, and an answer to one."""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image
from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask, Picture


class Field(BaseModel):
    model_config = ConfigDict(extra="forbid")
    values: list[str]
    evidence: str | None


class Reading(BaseModel):
    model_config = ConfigDict(extra="forbid")
    f1: Field


class Comparison(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answer: Literal["same", "different", "unsure"]
    reason: str


FOUND = {"f1": {"values": ["55×40×20 cm"], "evidence": "55x40x20cm"}}


def jpeg(colour: str, size: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def reading() -> Ask:
    return Ask("extract", system="Read the listing.", text="Suitcase 55x40x20cm", schema=Reading)


def comparing(size: tuple[int, int] = (8, 8)) -> Ask:
    pictures = (Picture.of(jpeg("red", size), "A"), Picture.of(jpeg("blue", size), "B"))
    return Ask("compare", system="Compare.", text="Same product?", schema=Comparison, pictures=pictures)
