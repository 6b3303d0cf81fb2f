"""What an admin's prompt may leave open: `$category` and its like, filled in by us. Pure: no Django.

`string.Template` looks names up and does nothing else, so no word of an admin reaches into an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

ALLOWED: Mapping[str, str] = {
    "category": "name of the category that the rule applies to",
    "required": "the lines that are required, with commas",
    "optional": "the lines that are optional, with commas",
    "outputs": "the values to be read, with commas",
}


def mistake(text: str) -> str:
    """What is wrong with a prompt, in words; nothing when it can be filled."""
    template = Template(text)
    if not template.is_valid():
        return "a $ stands before no placeholder: write $$ for a dollar sign"
    unknown = [name for name in template.get_identifiers() if name not in ALLOWED]
    if unknown:
        known = ", ".join(f"${name}" for name in ALLOWED)
        return f"${unknown[0]} is no placeholder; there are {known}, and $$ for a dollar sign"
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """`values` has every allowed name. What `mistake` refuses stays as it was typed."""
    return Template(text).safe_substitute(values)
