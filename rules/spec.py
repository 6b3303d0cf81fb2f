"""The rule set as JSON: what an admin writes, what is stored, what the judge reads. Pure: no Django.

Every key is optional, and a stored spec keeps exactly the keys that were given (`dump`), so that an
imported file comes back as it went in. docs/rules.md explains each key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from rules.matchers import MATCHERS
from rules.matchers.base import OutputType
from rules.mistakes import Mistake as Mistake
from rules.mistakes import mistakes as mistakes
from rules.mistakes import under, wrong
from rules.values.enums import checked_synonym
from rules.values.quantity import Kind

Source = Literal["inputField", "inputProperty", "outputLlm"]
Level = Literal["match", "likely_match", "likely_non_match", "non_match"]
CATEGORY_FIELDS = ("lv1Category", "lv2Category", "lv3Category")
# What `source: inputField` can name; another name is read as a field that no listing fills.
INPUT_FIELDS = (
    *("title", "brand", *CATEGORY_FIELDS, "description"),
    *("price", "currency", "gtin", "mpn", "seller", "url"),
)


# Controls, blanks of no width, marks of direction: invisible, and some turn round the text beside them.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
HIDDEN = re.compile(f"[{_HIDDEN}]")
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half of a surrogate pair."""
    if NOT_STORABLE.search(text):
        raise PydanticCustomError("not_storable", "holds a character that cannot be stored (NUL or a lone surrogate)")
    return text


def storable_json(value: Any) -> Any:
    """As deep as it goes, without recursion: what a person typed may be nested deeper than Python calls."""
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, str):
            storable(each)
        elif isinstance(each, float) and not isfinite(each):
            raise PydanticCustomError("not_storable", "holds a number without end")
        elif isinstance(each, dict):
            rest += [*each, *each.values()]
        elif isinstance(each, list):
            rest += each
    return value


def visible(name: str) -> str:
    """Two names that look alike are alike, and none turns round what stands beside it."""
    if found := HIDDEN.search(name):
        code = f"U+{ord(found[0]):04X}"
        text = "holds a character that cannot be seen ({code}, at {at}); type the name anew instead of pasting it"
        raise PydanticCustomError("hidden", text, {"code": code, "at": found.start() + 1})
    return name


Text = Annotated[str, AfterValidator(storable)]
# What stands in a line of a table.
Label = Annotated[
    str,
    Field(min_length=1, max_length=150, json_schema_extra={"pattern": f"^[^{_HIDDEN}]*$"}),
    AfterValidator(storable),
    AfterValidator(visible),
]
Remark = Annotated[str, Field(max_length=500), AfterValidator(storable)]
Sentence = Annotated[str, Field(max_length=1_000), AfterValidator(storable)]
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


def read(data: object) -> RuleSpec:
    """Raises pydantic.ValidationError; `mistakes` puts that into words."""
    return RuleSpec.model_validate(data)


class Part(BaseModel):
    """A misspelt key is an error with its place, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FieldRule(Part):
    """One line of the rule: where a value comes from on both listings, and what compares the two."""

    field: Label = Field(description="Its name, for people; a rule that extends tells lines apart by it")
    source: Source = Field(
        description="inputField: a field of the listing; inputProperty: one of its attributes; outputLlm: an output"
    )
    source_field: Label = Field(description=f"Which one. Fields of a listing are {', '.join(INPUT_FIELDS)}")
    matcher: Annotated[str, AfterValidator(known_matcher)] = Field(description="What compares the two sides")
    options: Annotated[dict[str, Any], AfterValidator(storable_json)] = Field(
        default={}, description="What that matcher lets you set"
    )
    importance: Literal["required", "optional"] = Field(
        default="required",
        description="required: where it differs, the pair is no match. optional: a difference makes it unlikely",
    )
    why: Remark = Field(default="", description="Why the line is there, for people: no judgement depends on it")

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        """Of a matcher that is not known nothing can be said."""
        try:
            MATCHERS[self.matcher].options.model_validate(self.options)
        except ValidationError as error:
            raise under(error, lambda path: ("options", *path)) from None
        return self


class Output(Part):
    """A value that a reader (a model, or code) takes out of one listing."""

    type: OutputType = Field(description="What is looked for, with or without a model; its answer is held to it")
    values: dict[Name, list[Annotated[Name, AfterValidator(checked_synonym)]]] = Field(
        default={}, description="For an enum: each value with its synonyms in any language"
    )
    names: list[Label] = Field(default=[], description="Names of attributes that carry the value: 尺寸, size, размер")
    kinds: list[Kind] = Field(default=[], description="For a quantity: what it may measure")
    many: bool = Field(default=False, description="All values are read, not the first")
    description: Sentence = Field(default="", description="One sentence for the model: what counts, and what does not")

    @model_validator(mode="after")
    def _enum_has_values(self) -> Self:
        if (self.type == "enum") != bool(self.values):
            raise PydanticCustomError("enum_values", "an enum needs values, and only an enum has them")
        if self.kinds and self.type != "quantity":
            raise PydanticCustomError("kinds", "only a quantity has kinds")
        return self


class Routing(Part):
    """What goes to people."""

    levels: list[Level] = Field(
        default=["match", "likely_match"], description="The levels of a verdict that go to people"
    )
    quality_sample: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="Which share of the other verdicts goes to people all the same, for quality control"
    )
    reviewers: Annotated[int, Field(ge=1, le=5)] = Field(
        default=1,
        description="How many decide a pair without seeing each other's word; more than one is not in force yet",
    )


class Thresholds(Part):
    """How near two listings have to be to become a candidate pair; left out: as near as the search finds."""

    title: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, description="Likeness of the titles")
    picture: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, description="Likeness of the pictures")


class RuleSpec(Part):
    """What "the same product" means in one category. Every key may be left out."""

    extends: Literal["parent"] | None = Field(
        default=None, description="parent: what is not said here holds as the rule above says it"
    )
    remove: list[Label] = Field(
        default=[], description="With extends: lines of the parent, by name, that do not hold here"
    )
    fields: list[FieldRule] = Field(default=[], description="The lines of the rule; of one that extends, only its own")
    outputs: dict[Label, Output] = Field(default={}, description="Values that are read from the text first, by name")
    text_mode: Literal["extract", "reason"] = Field(
        default="extract",
        description="extract: a model reads values and code compares. reason: a model follows the prompt",
    )
    prompt_path: Text = Field(default="", description="A text file beside the rule file that holds the prompt")
    prompt: Text = Field(
        default="", description="Guideline for the reader; $category, $required, $optional, $outputs, $$"
    )
    llm_input_fields: list[Label] = Field(
        default=[], description="Fields that the reader sees; none named: title, brand and description"
    )
    llm_input_properties: list[Label] = Field(
        default=[], description="Attributes that the reader sees; none named: all"
    )
    pictures: Literal["always", "never"] = Field(
        default="always",
        description="always: pictures are compared where text has not settled the pair. never: text alone",
    )
    picture_prompt: Text = Field(
        default="", description="Guideline for the comparison of pictures, with the same placeholders"
    )
    near_identical: Literal["same", "ask"] = Field(
        default="ask",
        description="same: two copies of one photo (by hash, geometry and colour) are the same without asking a model",
    )
    pack_text: bool = Field(
        default=False,
        description="Words on both packs are read where the pictures leave a pair open; other flavours are different",
    )
    cspu: bool = Field(
        default=True, description="The nearest variants are compared where the main pictures are not the same"
    )
    thresholds: Thresholds = Field(default_factory=Thresholds, description="How near a candidate pair has to be")
    routing: Routing = Field(default_factory=Routing, description="What goes to people")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if found := [*self.unread(), *self._unclear()]:
            raise ValidationError.from_exception_data("RuleSpec", found)
        return self

    def unread(self) -> Iterator[InitErrorDetails]:
        """Lines on outputs that nobody describes; a parent may, so of an extension only the whole can tell."""
        for index, line in enumerate(self.fields):
            if not self.extends and line.source == "outputLlm" and line.source_field not in self.outputs:
                text = f"there is no output {line.source_field!r}; describe it under outputs"
                yield wrong(("fields", index, "source_field"), text)

    def _unclear(self) -> Iterator[InitErrorDetails]:
        """A line that extends or is taken away is known by its name."""
        if not self.extends:
            if self.remove:
                text = 'there is no parent to remove lines of: say "extends": "parent", or leave the lines out'
                yield wrong(("remove",), text)
            return
        first: dict[str, int] = {}
        for index, line in enumerate(self.fields):
            if first.setdefault(line.field, index) != index:
                text = f"fields[{first[line.field]}] has this name too; in a rule that extends, names tell lines apart"
                yield wrong(("fields", index, "field"), text)
        for index, name in enumerate(self.remove):
            if name in first:
                text = f"{name!r} is a line of this rule as well: keep it in one of the two, fields or remove"
                yield wrong(("remove", index), text)

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
