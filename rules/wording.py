"""A rule in plain words, as an admin would tell a moderator. Pure: no Django."""

from __future__ import annotations

from rules.spec import FieldRule, RuleSpec


def summary(spec: RuleSpec, name: str) -> str:
    """One short paragraph about a whole rule. `name` is the category's ("箱包 › 行李箱")."""
    required = [line(rule) for rule in spec.fields if rule.importance == "required"]
    when = f" when {_listed(required)}" if required else ""
    rest = "; pictures decide the rest." if spec.pictures == "always" else "; pictures are never asked."
    return f"Two listings of {name} are the same{when}{rest}"


def line(rule: FieldRule) -> str:
    """One line of a rule: "brand agrees"."""
    return f"{rule.field} agrees"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
