"""The rule set as JSON: what an admin writes, what is stored, what the judge reads. Pure: no Django.

Every key is optional, and a stored spec keeps exactly the keys that were given (`dump`), so that an
imported file comes back as it went in. docs/rules.md explains each key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from rules import positions
from rules.matchers import MATCHERS
from rules.matchers.base import OutputType
from rules.values.enums import checked_synonym
from rules.values.quantity import Kind

Path = tuple[str | int, ...]  # keys and numbers from the top of a JSON value down to one inside
Source = Literal["inputField", "inputProperty", "outputLlm"]
Level = Literal["match", "likely_match", "likely_non_match", "non_match"]
CATEGORY_FIELDS = ("lv1Category", "lv2Category", "lv3Category")
# What `source: inputField` can name; another name is read as a field that no listing fills.
INPUT_FIELDS = (
    *("title", "brand", *CATEGORY_FIELDS, "description"),
    *("price", "currency", "gtin", "mpn", "seller", "url"),
)


def storable(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half of a surrogate pair."""
    if "\0" in text or any("\ud800" <= ch <= "\udfff" for ch in text):
        raise PydanticCustomError("not_storable", "holds a character that cannot be stored (NUL or a lone surrogate)")
    return text


Text = Annotated[str, AfterValidator(storable)]
Name = Annotated[str, Field(min_length=1), AfterValidator(storable)]
# As long as an import keeps it; an index row has an end.
CategoryName = Annotated[str, Field(min_length=1, max_length=150), AfterValidator(storable)]


def known_matcher(name: str) -> str:
    if name in MATCHERS:
        return name
    stems = {_stem(known): known for known in MATCHERS}
    near = get_close_matches(_stem(name), stems, n=1, cutoff=0.5)
    hint = f"; did you mean {stems[near[0]]}?" if near else f"; known are {', '.join(MATCHERS)}"
    raise PydanticCustomError("no_matcher", "no matcher is called {name}{hint}", {"name": repr(name), "hint": hint})


def _stem(name: str) -> str:
    """What tells the names apart: all end alike."""
    return name.lower().removesuffix("matcher").removesuffix("item").removesuffix("equals") or "equals"


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


def read(data: object) -> RuleSpec:
    """Raises pydantic.ValidationError; `mistakes` puts that into words."""
    return RuleSpec.model_validate(data)


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
    found = [_wrong(place(tuple(each["loc"])), _words(each)) for each in error.errors(include_url=False)]
    return ValidationError.from_exception_data("rule", found)


def _wrong(path: Path, text: str) -> InitErrorDetails:
    return InitErrorDetails(type=PydanticCustomError("rule", "{text}", {"text": text}), loc=path, input=None)


def _words(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "this key is not known"
    if error["type"] == "string_too_short":
        return "may not be empty"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])  # without "Value error, "
    return error["msg"]


class Part(BaseModel):
    """A misspelt key is an error with its place, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldRule(Part):
    """One line of the rule: where a value comes from on both listings, and what compares the two."""

    field: Name
    source: Source
    source_field: Name
    matcher: Annotated[str, AfterValidator(known_matcher)]
    options: dict[str, Any] = {}
    importance: Literal["required", "optional"] = "required"
    why: Text = ""  # for people: no judgement depends on it

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        """Of a matcher that is not known nothing can be said."""
        try:
            MATCHERS[self.matcher].options.model_validate(self.options)
        except ValidationError as error:
            raise under(error, lambda path: ("options", *path)) from None
        return self


class Output(Part):
    """A value that a reader (a model, or code) takes out of one listing.

    `values` is for enums: canonical value -> its synonyms in any language. `names` are the names of
    attributes that carry the value ("尺寸", "size", "размер"). `kinds` narrows a quantity.
    """

    type: OutputType
    values: dict[Name, list[Annotated[Name, AfterValidator(checked_synonym)]]] = {}
    names: list[Name] = []
    kinds: list[Kind] = []
    many: bool = False
    description: Text = ""

    @model_validator(mode="after")
    def _enum_has_values(self) -> Self:
        if (self.type == "enum") != bool(self.values):
            raise PydanticCustomError("enum_values", "an enum needs values, and only an enum has them")
        if self.kinds and self.type != "quantity":
            raise PydanticCustomError("kinds", "only a quantity has kinds")
        return self


class Routing(Part):
    """What goes to people: these levels, and of what the machine rejects a share, for quality control.

    `reviewers`: how many people decide a pair without seeing each other's word.
    """

    levels: list[Level] = ["match", "likely_match"]
    quality_sample: Annotated[float, Field(ge=0, le=1)] = 0.0
    reviewers: Annotated[int, Field(ge=1, le=5)] = 1


class Thresholds(Part):
    """How near two listings have to be to become a candidate pair, 0-1; none: as near as the search finds."""

    title: Annotated[float, Field(ge=0, le=1)] | None = None
    picture: Annotated[float, Field(ge=0, le=1)] | None = None


class RuleSpec(Part):
    """`extends`: what is not said here holds as the parent category's rule says it; `remove` names lines of the
    parent that do not. A line of the same `field` takes the place of the parent's."""

    extends: Literal["parent"] | None = None
    remove: list[Name] = []
    fields: list[FieldRule] = []
    outputs: dict[Name, Output] = {}
    text_mode: Literal["extract", "reason"] = "extract"
    prompt_path: Text = ""
    prompt: Text = ""
    llm_input_fields: list[Name] = []
    llm_input_properties: list[Name] = []
    pictures: Literal["always", "never"] = "always"
    picture_prompt: Text = ""
    cspu: bool = True
    thresholds: Thresholds = Thresholds()
    routing: Routing = Routing()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if found := [*self._unread(), *self._unclear()]:
            raise ValidationError.from_exception_data("RuleSpec", found)
        return self

    def _unread(self) -> Iterator[InitErrorDetails]:
        """Lines on outputs that nobody describes; a parent may, so of an extension only the whole can tell."""
        for index, line in enumerate(self.fields):
            if not self.extends and line.source == "outputLlm" and line.source_field not in self.outputs:
                text = f"there is no output {line.source_field!r}; describe it under outputs"
                yield _wrong(("fields", index, "source_field"), text)

    def _unclear(self) -> Iterator[InitErrorDetails]:
        """A line that extends or is taken away is known by its name."""
        if not self.extends:
            if self.remove:
                text = 'there is no parent to remove lines of: say "extends": "parent", or leave the lines out'
                yield _wrong(("remove",), text)
            return
        first: dict[str, int] = {}
        for index, line in enumerate(self.fields):
            if first.setdefault(line.field, index) != index:
                text = f"fields[{first[line.field]}] has this name too; in a rule that extends, names tell lines apart"
                yield _wrong(("fields", index, "field"), text)
        for index, name in enumerate(self.remove):
            if name in first:
                text = f"{name!r} is a line of this rule as well: keep it in one of the two, fields or remove"
                yield _wrong(("remove", index), text)

    def dump(self) -> dict[str, Any]:
        """JSON for the database: the keys that were given, and no others."""
        return self.model_dump(mode="json", exclude_unset=True)

    @property
    def category_lines(self) -> list[FieldRule]:
        """Required lines on the category: they hide duplicates that are filed elsewhere."""
        return [
            rule
            for rule in self.fields
            if rule.source == "inputField" and rule.source_field in CATEGORY_FIELDS and rule.importance == "required"
        ]
