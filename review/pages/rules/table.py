"""The table of a draft: its lines as they apply, what is probably not meant, and what is offered for new ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dedup.catalogue import attributes
from dedup.catalogue.attributes import Attribute, Survey
from review import hiding
from rules import editing, guessing, wording
from rules.doubts import doubts
from rules.matchers import MATCHERS
from rules.mistakes import Mistake
from rules.spec import FieldRule
from rules.values.text import fold

from .desk import Desk
from .labels import FIELDS
from .line_forms import Editor

PROPOSED = 12  # attributes offered for a new line
OFTEN = 0.5  # share from which a new line is required: where it is missing, a pair is a likely match at most
WORTH = 0.05  # share of listings that fill one, below which it is not offered
KNOWN = {"brand": "BrandItemMatcher", "gtin": "GtinItemMatcher", "mpn": "ModelNumberItemMatcher"}


@dataclass(frozen=True)
class Line:
    """A row of the table. `filled`: how many of the category's listings state what it compares, if that is known;
    `doubts`: what is probably not meant."""

    row: editing.Row
    words: str
    level: str
    name: str
    filled: Attribute | None
    doubts: list[str]
    editor: Editor | None = None

    @property
    def read_from(self) -> str:
        return named(self.row.line.source, self.row.line.source_field)

    @property
    def about(self) -> str:
        return MATCHERS[self.row.line.matcher].about


def said_by(open_desk: Desk, part: str) -> str:
    """The level whose word a part of the rule is; "here" for the draft's own."""
    origin = open_desk.effective.origins.get(part)
    if origin is None:
        return ""
    return "here" if origin.rule_set_id == open_desk.draft.pk else origin.level


def lines(open_desk: Desk, survey: Survey, doubted: Mapping[str, list[str]], editor: Editor | None) -> Iterator[Line]:
    opened = editor.line["was"].value() if editor else None
    above = open_desk.above.origins if open_desk.above else {}
    for row in editing.rows(open_desk.parent, open_desk.spec):
        rule, origins = row.line, above if row.state == "removed" else open_desk.effective.origins
        origin = origins[f"fields/{rule.field}"]
        filled = fill(rule, survey)
        told = [] if row.state == "removed" else doubted.get(rule.field, [])
        edited = editor if row.state != "removed" and row.key == opened else None
        yield Line(row, wording.line(rule), origin.level, origin.name, filled, told, edited)


def fill(rule: FieldRule, survey: Survey) -> Attribute | None:
    """How many listings state what the line compares: none, where the survey has not met it."""
    if not survey.listings or rule.source == "outputLlm":
        return None
    if rule.source == "inputField" and rule.source_field not in attributes.OWN:
        return None  # where a listing is filed is not surveyed
    met = survey.attributes if rule.source == "inputProperty" else survey.fields
    wanted = fold(rule.source_field)
    return next(
        (each for each in met if fold(each.name) == wanted), Attribute(rule.source_field, 0, survey.listings, ())
    )


def found_doubts(open_desk: Desk, survey: Survey) -> tuple[dict[str, list[str]], list[str]]:
    """What is probably not meant: by the name of the line that it is about, and of the rule as a whole."""
    raw, of_lines, of_rule = open_desk.effective.raw, defaultdict[str, list[str]](list), list[str]()
    for doubt in doubts(raw):
        about = [rule for index, rule in enumerate(raw.fields) if _is_about(doubt, index, rule)]
        for rule in about:
            of_lines[rule.field].append(doubt.text)
        if not about:
            of_rule.append(doubt.text)
    for each in hiding.of(raw, open_desk.category):
        if each.pairs:
            of_lines[each.line].append(f"it keeps {each.pairs:,} of the {each.among:,} latest pairs here apart")
    for rule in raw.fields:
        stated = fill(rule, survey)
        if stated and not stated.filled:
            effect = "it has no effect" if rule.importance == "optional" else "no pair is more than a likely match"
            of_lines[rule.field].append(f"none of the {survey.listings:,} listings looked at states it, so {effect}")
    return of_lines, of_rule


def own_doubts(open_desk: Desk) -> list[str]:
    """Those of the rule as a whole and of the lines that the draft says itself, each with the name of its line."""
    of_lines, of_rule = found_doubts(open_desk, attributes.survey(open_desk.category))
    own = dict.fromkeys(line.field for line in open_desk.spec.fields)
    return [*of_rule, *(f"“{name}”: {doubt}" for name in own for doubt in of_lines.get(name, ()))]


def _is_about(doubt: Mistake, index: int, rule: FieldRule) -> bool:
    part, *place = doubt.path or ("",)
    if part == "outputs":
        return rule.source == "outputLlm" and rule.source_field == place[0]
    return part == "fields" and place[0] == index


def named(source: str, name: str) -> str:
    return FIELDS.get(name, name) if source == "inputField" else name


@dataclass(frozen=True)
class Offer:
    """An attribute or field that no line compares yet; `query` opens a line for it, filled in by a guess."""

    attribute: Attribute
    name: str
    query: str


def offered(open_desk: Desk, survey: Survey) -> Iterator[Offer]:
    raw = open_desk.effective.raw
    compared = {(line.source, line.source_field) for line in raw.fields}
    read = {fold(name) for output in raw.outputs.values() for name in output.names}
    found = [("inputField", each) for each in survey.fields if each.name in KNOWN]
    found += [("inputProperty", each) for each in survey.attributes]
    found = [(source, each) for source, each in found if fold(each.name) not in read]
    wanted = [(source, each) for source, each in found if (source, each.name) not in compared and each.filled >= WORTH]
    for source, each in wanted[:PROPOSED]:
        name, begun = named(source, each.name), {"source": source, "source_field": each.name, **_guess(source, each)}
        begun["importance"] = "required" if each.filled >= OFTEN else "optional"
        yield Offer(each, name, urlencode({"new": 1, "field": name, **begun}))


def _guess(source: str, attribute: Attribute) -> dict[str, str]:
    if source == "inputField":
        return {"matcher": KNOWN[attribute.name]}
    guess = guessing.guess(attribute.name, attribute.samples)
    return {"matcher": guess.matcher} if guess else {}
