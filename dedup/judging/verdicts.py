"""The verdict table: evidence in, one of four levels out. Pure: no Django, no I/O.

Rows are tried from the top; the first that fits the fields wins. The column is what the pictures
say. The table is that of docs/judging.md:

| fields | not asked | same | unsure | different |
|---|---|---|---|---|
| a required field differs | non_match | | | |
| an optional field differs | likely_non_match | likely_match | likely_non_match | non_match |
| a required field is missing or unreadable | likely_match | likely_match | likely_match | likely_non_match |
| all required fields are the same | likely_match | match | likely_match | likely_non_match |

"Not asked" means that there is nothing to ask: the rule says so, or a side has no picture. The
last row then gives `match` where the rule never looks at pictures, or where a valid GTIN or brand
and part number are among the equal required fields. A rule that requires nothing has compared
nothing, so without a picture it never gives `match`.

Where a rule has the texts weighed, the model's level picks the row, `non_match` the first and `match`
the last; where no picture is asked, that level stands. A model that says another level with A and B exchanged
has said nothing: that is the third row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from rules.matchers.base import Outcome


class Level(StrEnum):
    MATCH = "match"
    LIKELY_MATCH = "likely_match"
    LIKELY_NON_MATCH = "likely_non_match"
    NON_MATCH = "non_match"


class Picture(StrEnum):
    NOT_ASKED = "not asked"
    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Row(StrEnum):
    REQUIRED_DIFFERS = "a required field differs"
    OPTIONAL_DIFFERS = "an optional field differs"
    REQUIRED_UNKNOWN = "a required field is missing or unreadable"
    ALL_SAME = "all required fields are the same"


class SettledBy(StrEnum):
    RULE = "rule"
    TEXT = "text"
    PICTURE = "picture"


class Identity(StrEnum):
    """What a field proves about the product itself when it is equal on both sides."""

    GTIN = "valid GTIN"
    BRAND = "brand"
    PART_NUMBER = "part number"


@dataclass(frozen=True)
class Field:
    """One line of the rule, compared. `level` is where in the category tree the line came from."""

    field: str
    importance: Literal["required", "optional"]
    source: str  # inputField, inputProperty or outputLlm
    matcher: str
    outcome: Outcome
    sentence: str
    left: str = ""  # normalised values, as text for people
    right: str = ""
    level: str = "default"
    identity: Identity | None = None


@dataclass(frozen=True)
class Showing:
    """One time that a model was asked about two pictures. `exchanged`: A was shown as B and B as A."""

    answer: Picture
    difference: str
    reason: str
    call: int
    refused: bool = False
    exchanged: bool = False


@dataclass(frozen=True)
class PackWords:
    """What was read on the picture of one pack: the flavours by name, each with the seller's words that say so.

    `refused`: the kind of failure, where nothing could be read. `speaks`: words that are meant for a model.
    """

    call: int
    flavours: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    refused: str = ""
    speaks: str = ""


@dataclass(frozen=True)
class Comparison:
    """What was said of one pair of pictures. `call` is the recorded question, none where nobody was asked.

    `refused`: the model would not or could not say, so `unsure` stands for it. `askings`: all of them, where the
    pictures were shown more than once. `words`: what stands on the packs A and B, where that was read.
    """

    kind: Literal["main", "variant"]
    image_a: int
    image_b: int
    answer: Picture
    difference: str = "none"
    reason: str = ""
    call: int | None = None
    refused: bool = False
    askings: tuple[Showing, ...] = ()
    words: tuple[PackWords, ...] = ()

    @property
    def calls(self) -> tuple[int, ...]:
        """Ids of the recorded questions, the first one first."""
        first = () if self.call is None else (self.call,)
        again, read = (each.call for each in self.askings), (pack.call for pack in self.words)
        return tuple(dict.fromkeys((*first, *again, *read)))

    @property
    def by_words(self) -> bool:
        """It rests on what the packs say of their flavours."""
        return bool(self.words) and self.answer is Picture.DIFFERENT


@dataclass(frozen=True)
class Weighing:
    """One time that a model weighed both texts. `level` is None where it would not or could not say.

    `refused` has the kind of failure then.
    """

    level: Level | None
    steps: tuple[str, ...] = ()
    call: int | None = None
    refused: str = ""


@dataclass(frozen=True)
class Reasoning:
    """What a model concluded from both texts and the written guideline, step by step.

    `exchanged`: the same question with A shown as B and B as A, unless that can make no difference.
    """

    first: Weighing
    exchanged: Weighing | None = None

    @property
    def askings(self) -> tuple[Weighing, ...]:
        return (self.first, self.exchanged) if self.exchanged else (self.first,)

    @property
    def level(self) -> Level | None:
        """What was said each time; None: nothing is known, for it would not say, or not the same twice."""
        return self.first.level if len({asking.level for asking in self.askings}) == 1 else None

    @property
    def contradicts(self) -> bool:
        return self.level is None and not self.refused

    @property
    def refused(self) -> str:
        return next((asking.refused for asking in self.askings if asking.refused), "")

    @property
    def calls(self) -> tuple[int, ...]:
        return tuple(asking.call for asking in self.askings if asking.call is not None)


@dataclass(frozen=True)
class Evidence:
    """All that a verdict rests on. `looks`: the rule asks for pictures at all.

    `reasoning`: of a rule that has the texts weighed, unless own fields settled the pair before.
    """

    fields: tuple[Field, ...]
    pictures: tuple[Comparison, ...] = ()
    looks: bool = True
    reasoning: Reasoning | None = None


@dataclass(frozen=True)
class Judgement:
    level: Level
    settled_by: SettledBy
    row: Row
    picture: Picture


UNKNOWN = (Outcome.MISSING, Outcome.UNREADABLE)
LIKELY, UNLIKELY = Level.LIKELY_MATCH, Level.LIKELY_NON_MATCH
COLUMNS = (Picture.NOT_ASKED, Picture.SAME, Picture.UNSURE, Picture.DIFFERENT)
TABLE: dict[Row, tuple[Level, Level, Level, Level]] = {
    Row.REQUIRED_DIFFERS: (Level.NON_MATCH,) * 4,
    Row.OPTIONAL_DIFFERS: (UNLIKELY, LIKELY, UNLIKELY, Level.NON_MATCH),
    Row.REQUIRED_UNKNOWN: (LIKELY, LIKELY, LIKELY, UNLIKELY),
    Row.ALL_SAME: (LIKELY, Level.MATCH, LIKELY, UNLIKELY),
}
BY_LEVEL = {
    Level.NON_MATCH: Row.REQUIRED_DIFFERS,
    Level.LIKELY_NON_MATCH: Row.OPTIONAL_DIFFERS,
    Level.LIKELY_MATCH: Row.REQUIRED_UNKNOWN,
    Level.MATCH: Row.ALL_SAME,
}


def judge(evidence: Evidence) -> Judgement:
    """The level that the table gives, and which kind of evidence it came from."""
    row, picture = row_for(evidence), picture_of(evidence.pictures)
    level = TABLE[row][COLUMNS.index(picture)]
    if picture is Picture.NOT_ASKED:
        level = _without_pictures(evidence, row) or level
    return Judgement(level, _settled_by(evidence, row), row, picture)


def row_for(evidence: Evidence) -> Row:
    """The listings' own required fields come first; a model that weighed the texts picks one of the other rows."""
    row = row_of(evidence.fields)
    if evidence.reasoning is None or row is Row.REQUIRED_DIFFERS:
        return row
    return Row.REQUIRED_UNKNOWN if evidence.reasoning.level is None else BY_LEVEL[evidence.reasoning.level]


def row_of(fields: Iterable[Field]) -> Row:
    found = {(field.importance, field.outcome) for field in fields}
    if ("required", Outcome.DIFFERENT) in found:
        return Row.REQUIRED_DIFFERS
    if ("optional", Outcome.DIFFERENT) in found:
        return Row.OPTIONAL_DIFFERS
    if any(("required", unknown) in found for unknown in UNKNOWN):
        return Row.REQUIRED_UNKNOWN
    return Row.ALL_SAME


def picture_of(pictures: tuple[Comparison, ...]) -> Picture:
    """The last comparison stands: a re-check of variants is made after the main pictures."""
    return pictures[-1].answer if pictures else Picture.NOT_ASKED


def asked_again(found: Comparison, askings: tuple[Showing, Showing]) -> Comparison:
    """What stands of an unsure answer and the one to the same question with A and B exchanged.

    Unsure is no answer, so a decisive second one contradicts nothing and stands; docs/adr/0010 says why.
    """
    second = askings[1]
    if second.answer is Picture.UNSURE:
        return replace(found, askings=askings, refused=second.refused)
    reason = f"Only when asked with A and B exchanged: {second.reason}"
    return replace(found, askings=askings, answer=second.answer, difference=second.difference, reason=reason)


def is_settled(evidence: Evidence) -> bool:
    """Only the first row settles a pair whatever else would be found."""
    return row_for(evidence) is Row.REQUIRED_DIFFERS


def _without_pictures(evidence: Evidence, row: Row) -> Level | None:
    """A model's own level, or a match that needs no look; None: the table says."""
    if evidence.reasoning:
        return evidence.reasoning.level if row is not Row.REQUIRED_DIFFERS else None
    return Level.MATCH if row is Row.ALL_SAME and _enough_without_pictures(evidence) else None


def _enough_without_pictures(evidence: Evidence) -> bool:
    required = [field for field in evidence.fields if field.importance == "required"]
    proven = {field.identity for field in required}
    identified = Identity.GTIN in proven or {Identity.BRAND, Identity.PART_NUMBER} <= proven
    return identified or (bool(required) and not evidence.looks)


def _settled_by(evidence: Evidence, row: Row) -> SettledBy:
    """By picture if one was asked; by rule if the deciding fields came from the listings as they are."""
    if evidence.pictures:
        return SettledBy.PICTURE
    if evidence.reasoning:
        return SettledBy.TEXT
    read = [field.source == "outputLlm" for field in deciding(evidence.fields, row)]
    if row is Row.REQUIRED_DIFFERS:  # one difference is enough, and the listing's own comes first
        return SettledBy.TEXT if all(read) else SettledBy.RULE
    return SettledBy.TEXT if any(read) else SettledBy.RULE


def deciding(fields: Iterable[Field], row: Row) -> list[Field]:
    """The fields that put a pair into its row."""
    if row is Row.REQUIRED_DIFFERS:
        return [f for f in fields if f.importance == "required" and f.outcome is Outcome.DIFFERENT]
    if row is Row.OPTIONAL_DIFFERS:
        return [f for f in fields if f.importance == "optional" and f.outcome is Outcome.DIFFERENT]
    if row is Row.REQUIRED_UNKNOWN:
        return [f for f in fields if f.importance == "required" and f.outcome in UNKNOWN]
    return [f for f in fields if f.importance == "required"]
