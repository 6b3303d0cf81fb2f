"""What a file of rules says, ours or published: one rule for each category, and what is wrong or doubtful about it.

Ours is a list: [{"category": ["Shoes"], "note": "…", "spec": {…}}], with null for the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from rules import categories, placing, prompts, published
from rules.doubts import doubts
from rules.mistakes import Mistake, placed
from rules.mistakes import Path as Place
from rules.spec import CategoryName, Part, RuleSpec, Text


class OwnEntry(Part):
    category: Annotated[list[CategoryName], Field(min_length=1, max_length=categories.DEPTH)] | None = Field(
        description="The path from the top; null for the default. It is made where the tree lacks it"
    )
    spec: RuleSpec = Field(description="What the same product is there")
    note: Text = Field(default="", description="Why it goes live")
    source_group: Text = Field(default="", description="Rules that came in one entry of a published file share it")


OWN = TypeAdapter(list[OwnEntry])


@dataclass(frozen=True)
class Target:
    """One rule for one category (None: the default). `place` is where the file says so."""

    path: categories.Path | None
    spec: RuleSpec
    place: Place
    note: str
    source_group: str = ""
    published: bool = False

    @property
    def name(self) -> str:
        return " › ".join(self.path) if self.path else "the default"


@dataclass
class Entries:
    """`mistakes` keep the file out, `remarks` are for the admin. All have their place in the file."""

    targets: list[Target] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    remarks: list[Mistake] = field(default_factory=list)

    def take(self, spec: RuleSpec, file: Path, place: Place, *, theirs: published.Entry | None = None) -> RuleSpec:
        """The spec with its prompt, after everything that can be said about it was said."""
        of_spec = theirs.of_spec if theirs else partial(_below, (*place, "spec"))
        spec, from_file = self._with_prompt(spec, file, of_spec(("prompt_path",)))
        for mistake in prompts.mistakes(spec):
            if from_file and mistake.path == ("prompt",):
                mistake = Mistake(("prompt_path",), f"{spec.prompt_path}: {mistake.text}")
            self.mistakes.append(replace(mistake, path=of_spec(mistake.path)))
        self.remarks += [replace(doubt, path=of_spec(doubt.path)) for doubt in doubts(spec)]
        return spec

    def _with_prompt(self, spec: RuleSpec, file: Path, place: Place) -> tuple[RuleSpec, bool]:
        """The prompt beside the file, unless the spec carries its own."""
        if not spec.prompt_path or "prompt" in spec.model_fields_set:
            return spec, False
        try:
            prompt = prompts.read(file.parent, spec.prompt_path)
        except prompts.BadPrompt as error:
            self.mistakes.append(Mistake(place, str(error)))
            return spec, False
        if prompt is None:
            text = f"there is no prompt file {spec.prompt_path} beside {file.name}"
            self.remarks.append(Mistake(place, f"{text}; the path is kept, and the prompt is made from the outputs"))
            return spec, False
        return spec.model_copy(update={"prompt": prompt}), True


def read(document: Any, file: Path) -> Entries:
    """Prompt files are read beside `file`. Raises pydantic.ValidationError."""
    entries = Entries()
    targets = _theirs if published.is_published(document) else _ours
    entries.targets = list(targets(document, file, entries))
    entries.mistakes += _twice(entries.targets)
    return entries


def _ours(document: Any, file: Path, entries: Entries) -> Iterator[Target]:
    for index, entry in enumerate(OWN.validate_python(document)):
        spec = entries.take(entry.spec, file, (index,))
        path = tuple(entry.category) if entry.category else None
        yield Target(path, spec, (index,), entry.note, entry.source_group)


def _theirs(document: Any, file: Path, entries: Entries) -> Iterator[Target]:
    tree = placing.Tree.load()
    for number, entry in enumerate(published.read(document)):
        spec = entries.take(entry.spec, file, entry.path, theirs=entry)
        # The number comes before the place, so that groups sort as in the file.
        group = f"{file.name} {number:04} {placed(entry.path)}"
        for index, name in enumerate(entry.names):
            place = (*entry.path, "categorys", index)
            places = tree.places(entry.level, name)
            entries.remarks += [Mistake(place, text) for text in places.remarks]
            for path in places.paths:
                yield Target(path, spec, place, f"loaded from {file.name}", group, published=True)


def _twice(targets: Iterable[Target]) -> Iterator[Mistake]:
    seen: dict[categories.Path | None, Place] = {}
    for target in targets:
        if target.path in seen:
            first = placed(seen[target.path])
            yield Mistake(target.place, f"{first} gives a rule for {target.name} already: keep one of the two")
        seen.setdefault(target.path, target.place)


def _below(above: Place, path: Place) -> Place:
    return (*above, *path)
