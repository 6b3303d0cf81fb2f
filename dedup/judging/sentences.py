"""A verdict in one or two plain clauses for the moderator. Pure, like the table it words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.matchers.base import Outcome

from .verdicts import Comparison, Evidence, Field, Level, Picture, Reasoning, is_settled

LONGEST_VALUE = 48
LONGEST_STEP = 120
WEIGHED = {
    Level.MATCH: "the same",
    Level.LIKELY_MATCH: "likely the same",
    Level.LIKELY_NON_MATCH: "likely not the same",
    Level.NON_MATCH: "not the same",
}
LOOKS = {"shape": "shape", "fittings": "fittings", "pattern": "pattern", "colour": "colour", "text": "printed text"}


def sentence(evidence: Evidence) -> str:
    """Like "Brand and material agree, size differs (55 cm, 65 cm); main pictures look the same."."""
    clauses = [_fields(evidence.fields), _reasoning(evidence.reasoning), _pictures(evidence)]
    text = "; ".join(clause for clause in clauses if clause) or "the rule set compares nothing"
    return text[0].upper() + text[1:] + "."


def _fields(fields: Iterable[Field]) -> str:
    by_outcome: dict[Outcome, list[Field]] = {outcome: [] for outcome in Outcome}
    for field in fields:
        if field.importance == "required" or field.outcome in (Outcome.SAME, Outcome.DIFFERENT):
            by_outcome[field.outcome].append(field)  # an optional field that nobody states is no reason
    different = [f"{f.field} differs ({_short(f.left)} / {_short(f.right)})" for f in by_outcome[Outcome.DIFFERENT]]
    parts = [
        *different,
        _together(by_outcome[Outcome.SAME], "agrees", "agree"),
        *_missing(by_outcome[Outcome.MISSING]),
        _together(by_outcome[Outcome.UNREADABLE], "cannot be read", "cannot be read"),
    ]
    return ", ".join(part for part in parts if part)


def _missing(fields: list[Field]) -> Iterator[str]:
    """As the lines say it: neither side, one side, or not enough of it to tell."""
    stated = [bool(field.left) + bool(field.right) for field in fields]
    for sides, words in enumerate(("stated on neither side", "missing on a side", "stated only in part")):
        group = [field for field, count in zip(fields, stated, strict=True) if count == sides]
        yield _together(group, f"is {words}", f"are {words}")


def _together(fields: list[Field], singular: str, plural: str) -> str:
    names = [field.field for field in fields]
    if len(names) < 2:
        return f"{names[0]} {singular}" if names else ""
    return f"{', '.join(names[:-1])} and {names[-1]} {plural}"


def _short(value: str) -> str:
    return _cut(value, LONGEST_VALUE)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _reasoning(reasoning: Reasoning | None) -> str:
    """The last step is what it came to."""
    if reasoning is None:
        return ""
    if reasoning.refused:
        return f"the model weighed no texts ({reasoning.refused}), please look yourself"
    if reasoning.level is None:
        first, other = (WEIGHED[asking.level] for asking in reasoning.askings if asking.level)
        return f"by the guideline {first}, but {other} with A and B exchanged, please look yourself"
    said, steps = f"by the guideline {WEIGHED[reasoning.level]}", reasoning.first.steps
    return f"{said} ({_cut(steps[-1].rstrip('.'), LONGEST_STEP)})" if steps else said


def _pictures(evidence: Evidence) -> str:
    if evidence.looks and not evidence.pictures and not is_settled(evidence):
        return "a side has no picture"
    names = {"main": "main pictures", "variant": "nearest variants"}
    return ", ".join(f"{names[picture.kind]} {_look(picture)}" for picture in evidence.pictures)


def _look(picture: Comparison) -> str:
    if picture.answer is Picture.SAME:
        return "look the same"
    if picture.answer is Picture.UNSURE:
        return "leave it open"
    if picture.by_words:
        sides = (", ".join(name for name, _ in pack.flavours) for pack in picture.words)
        return f"name other flavours ({_short(' / '.join(sides))})"
    return f"differ in {LOOKS[picture.difference]}" if picture.difference in LOOKS else "differ"
