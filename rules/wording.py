"""A rule in plain words, as an admin would tell a moderator. Pure: no Django.

Two bags are the same when brand and 质地 agree and the size is within 2 cm; pictures decide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rules.clauses import Clause, clause
from rules.spec import FieldRule, RuleSpec

# A name in the plural, so "two shoes" and "dimensions agree"; not "Electronics", "dress", "radius".
PLURAL = re.compile(r"[A-Za-z][A-Za-z -]*[a-z](?<![sicu])s")
# What does not decide whether a name is one thing or several: "power in watts".
BEHIND = re.compile(r" (?:in|of|for|with|per|from|by|on|at) .*")


def summary(spec: RuleSpec, name: str) -> str:
    """A few sentences about a whole rule. `name` is the category's ("箱包 › 行李箱"), or "default"."""
    return " ".join(
        sentence for sentence in (_same(spec, name), _unlikely(spec), *_pictured(spec), *_around(spec)) if sentence
    )


def line(rule: FieldRule) -> str:
    """One line of a rule: "the size is within 2 cm (bare numbers are in)"."""
    said = clause(rule.matcher, rule.options)
    detail = f" ({said.detail})" if said.detail else ""
    return f"{_says([rule], said)}{detail}"


def _same(spec: RuleSpec, name: str) -> str:
    when = _joined([*_clauses(_required(spec)), *_weighed(spec)])
    two = _two(name)
    if spec.extends:
        above = f"As the rule above{_without(spec)}"
        return (
            f"{above}, and: {two[0].lower()}{two[1:]} are the same when {when}; {_rest(spec)}." if when else f"{above}."
        )
    if when:
        return f"{two} are the same when {when}; {_rest(spec)}."
    if spec.pictures == "never":
        return f"{two} are the same whatever they say: no line is required, and pictures are never asked."
    return f"{two} are the same when their pictures agree: no line is required."


def _two(name: str) -> str:
    """The category's own word where it is an English plural."""
    word = name.rpartition(" › ")[2]
    if name == "default":
        return "Two listings"
    if PLURAL.fullmatch(word):
        return f"Two {word[0].lower() + word[1:] if word[1:].islower() else word}"
    return f"Two listings of {word}"


def _without(spec: RuleSpec) -> str:
    return f" without {_joined(spec.remove)}" if spec.remove else ""


def _required(spec: RuleSpec) -> list[FieldRule]:
    """The lines that code compares and that settle a pair; what a model weighs comes after them."""
    lines = [rule for rule in spec.fields if rule.importance == "required"]
    return lines if spec.text_mode == "extract" else [rule for rule in lines if rule.source != "outputLlm"]


def _weighed(spec: RuleSpec) -> Iterator[str]:
    if spec.text_mode == "reason":
        lines = [rule.field for rule in spec.fields if rule.source == "outputLlm" and rule.importance == "required"]
        of = f" in {_joined(lines, 'or')}" if lines else ""
        yield f"a model that follows the written guideline finds no difference{of}"


def _rest(spec: RuleSpec) -> str:
    if spec.pictures == "never":
        return "pictures are never asked"
    return "pictures decide the rest" if spec.cspu else "pictures decide the rest, those of variants aside"


def _unlikely(spec: RuleSpec) -> str:
    lines = [rule.field for rule in spec.fields if rule.importance == "optional"]
    return f"A difference in {_joined(lines, 'or')} makes it unlikely." if lines else ""


def _pictured(spec: RuleSpec) -> Iterator[str]:
    """How pictures are compared, where that is not as usual."""
    if spec.pictures == "always" and spec.near_identical == "same":
        yield "Two copies of one photo are the same without asking a model."
    if spec.pictures == "always" and spec.pack_text:
        yield "Where pictures leave it open, packs that name other flavours are different."


def _around(spec: RuleSpec) -> Iterator[str]:
    """What is set besides the comparison itself."""
    title, picture = spec.thresholds.title, spec.thresholds.picture
    near = [f"{what} {least:g}" for what, least in (("title", title), ("picture", picture)) if least is not None]
    if near:
        yield f"Only pairs with a likeness of {_joined(near)} or more are looked at."
    if spec.routing.model_fields_set:
        levels = _joined([level.replace("_", " ") for level in spec.routing.levels]) or "No verdict"
        sample = spec.routing.quality_sample
        more = f", and {100 * sample:g} % of the rest for quality control" if sample else ""
        verb = "go" if len(spec.routing.levels) > 1 else "goes"
        yield f"{levels[0].upper()}{levels[1:]} {verb} to people{more}."


def _clauses(rules: Iterable[FieldRule]) -> Iterator[str]:
    """Lines that say the same come together; those that simply agree come first."""
    said = [(rule, clause(rule.matcher, rule.options)) for rule in rules]
    order = {words: n for n, words in enumerate(dict.fromkeys(["agrees", *(words.one for _, words in said)]))}
    for _, alike in groupby(sorted(said, key=lambda each: order[each[1].one]), key=lambda each: each[1].one):
        group = list(alike)
        yield _says([rule for rule, _ in group], group[0][1])


def _says(rules: list[FieldRule], words: Clause) -> str:
    many = len(rules) > 1 or PLURAL.fullmatch(BEHIND.sub("", rules[0].field))
    return f"{_joined([_subject(rule, words) for rule in rules])} {words.many if many else words.one}"


def _subject(rule: FieldRule, words: Clause) -> str:
    """ "brand agrees", but "the size is …"; a name in another script stands as it is."""
    plain = words.one == "agrees" or not rule.field[0].isascii() or not rule.field[0].isalpha()
    return rule.field if plain or rule.field.startswith("the ") else f"the {rule.field}"


def _joined(parts: list[str], word: str = "and") -> str:
    """With commas, so that "a and b agree, c is within 2 cm and d agrees" can be followed."""
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
