"""What is wrong with a rule, in words and with its place: for pages, commands and files alike. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from rules import positions

Path = tuple[str | int, ...]  # keys and numbers from the top of a JSON value down to one inside


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong, with its place as keys, and its line in the JSON text where there is one."""

    path: Path
    text: str
    line: int | None = None

    @property
    def place(self) -> str:
        return placed(self.path)

    def __str__(self) -> str:
        """`fields[3].matcher: no matcher is called 'SizeOf'`, with `line 12: ` before it where it is known."""
        return ": ".join(part for part in (f"line {self.line}" if self.line else "", self.place, self.text) if part)

    def in_file(self, name: str) -> str:
        """As compilers say it: `rules.json:12: [0].spec.fields[3].matcher: …`."""
        where = f"{name}:{self.line}" if self.line else name
        return ": ".join(part for part in (where, self.place, self.text) if part)


def placed(path: Path) -> str:
    """`[0].spec.fields[3].matcher`"""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def mistakes(error: ValidationError, text: str | None = None) -> list[Mistake]:
    """Every mistake in words; with its line where `text` is the JSON that was read."""
    found = [Mistake(tuple(each["loc"]), _words(each)) for each in error.errors(include_url=False)]
    return found if text is None else in_text(found, text)


def in_text(found: Iterable[Mistake], text: str) -> list[Mistake]:
    """The same, each with its line in the JSON `text`."""
    found = list(found)
    lines = positions.lines_of(text, [mistake.path for mistake in found])
    return [replace(mistake, line=line) for mistake, line in zip(found, lines, strict=True)]


def under(error: ValidationError, place: Callable[[Path], Path]) -> ValidationError:
    """The same mistakes at other places: `place` says where each path stands from further up."""
    found = [wrong(place(tuple(each["loc"])), _words(each)) for each in error.errors(include_url=False)]
    return ValidationError.from_exception_data("rule", found)


def wrong(path: Path, text: str) -> InitErrorDetails:
    """For a validator that looks at several keys: the mistake stands where it belongs."""
    return InitErrorDetails(type=PydanticCustomError("rule", "{text}", {"text": text}), loc=path, input=None)


def _words(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "this key is not known"
    if error["type"] == "string_too_short":
        return "may not be empty"
    if error["type"] == "string_too_long":
        return f"may have at most {error['ctx']['max_length']:,} characters, and has {len(error['input']):,}"
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return "has to be an object: keys with values, in { }"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])  # without "Value error, "
    return error["msg"].replace("Input should be", "has to be")
