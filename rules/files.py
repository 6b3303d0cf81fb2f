"""Files of rule sets, ours and published, into live rule sets: all of a file, or nothing of it.

Ours is a list: [{"category": ["Shoes"], "note": "…", "spec": {…}}], with null for the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import Field, TypeAdapter, ValidationError

from rules import categories, documents, placing, prompts, published
from rules.models import Category, RuleSet
from rules.publishing import publish
from rules.spec import INPUT_FIELDS, CategoryName, Part, RuleSpec, Text, mistakes


class BadFile(ValueError):
    """What is wrong, one line for each mistake with its place in the file."""


class OwnEntry(Part):
    category: Annotated[list[CategoryName], Field(min_length=1, max_length=categories.DEPTH)] | None
    spec: RuleSpec
    note: Text = ""
    source_group: Text = ""


OWN = TypeAdapter(list[OwnEntry])


@dataclass
class Loaded:
    """How many categories have a rule of their own now, changed or as before; sentences for the admin."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """One rule for one category (None: the default); `place` is where the file says so."""

    path: categories.Path | None
    spec: RuleSpec
    place: str
    note: str
    source_group: str = ""


def load(file: Path, *, user: User | None = None) -> Loaded:
    """Publish every rule of the file in one transaction. Raises BadFile; then nothing has changed."""
    loaded = Loaded()
    text = _text(file)
    try:
        targets = list(_targets(file, documents.parse(text), loaded.warnings))
    except documents.NotJson as error:
        raise BadFile(error.in_file(file.name)) from error
    except ValidationError as error:
        raise BadFile("\n".join(mistake.in_file(file.name) for mistake in mistakes(error, text))) from error
    except prompts.BadPrompt as error:
        raise BadFile(f"{file.name}: {error}") from error
    _refuse_twice(file, targets)
    for target in targets:
        loaded.warnings.extend(dict.fromkeys(f"{target.place}: {text}" for text in _doubts(target.spec)))
    loaded.warnings = list(dict.fromkeys(loaded.warnings))
    _publish(targets, loaded, user)
    return loaded


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFile(f"{file}: cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{file.name}: is not UTF-8 (byte {error.start})") from error


def _targets(file: Path, document: Any, warnings: list[str]) -> Iterator[Target]:
    if published.is_published(document):
        yield from _published_targets(file, document, warnings)
    else:
        for index, entry in enumerate(OWN.validate_python(document)):
            place = f"[{index}]"
            spec = _with_prompt(file, entry.spec, place, warnings)
            path = tuple(entry.category) if entry.category else None
            yield Target(path, spec, place, entry.note, entry.source_group)


def _published_targets(file: Path, document: Any, warnings: list[str]) -> Iterator[Target]:
    tree = placing.Tree.load()
    for number, entry in enumerate(published.read(document)):
        spec = _with_prompt(file, entry.spec, entry.place, warnings)
        # The number comes before the place, so that groups sort as in the file.
        group = f"{file.name} {number:04} {entry.place}"
        for index, name in enumerate(entry.names):
            places = tree.places(entry.level, name)
            warnings.extend(f"{entry.place}.categorys[{index}]: {text}" for text in places.remarks)
            for path in places.paths:
                yield Target(path, spec, f"{entry.place}.categorys[{index}]", f"loaded from {file.name}", group)


def _with_prompt(file: Path, spec: RuleSpec, place: str, warnings: list[str]) -> RuleSpec:
    """The prompt beside the file, unless the spec carries its own."""
    if not spec.prompt_path or "prompt" in spec.model_fields_set:
        return spec
    prompt = prompts.read(file.parent, spec.prompt_path)
    if prompt is None:
        warnings.append(
            f"{place}: there is no prompt file {spec.prompt_path} beside {file.name}; "
            "the path is kept, and the prompt is made from the outputs"
        )
        return spec
    return spec.model_copy(update={"prompt": prompt})


def _refuse_twice(file: Path, targets: Iterable[Target]) -> None:
    seen: dict[categories.Path | None, str] = {}
    for target in targets:
        if target.path in seen:
            name = " › ".join(target.path) if target.path else "the default"
            raise BadFile(f"{file.name}: {target.place} and {seen[target.path]} both give a rule for {name}")
        seen[target.path] = target.place


def _doubts(spec: RuleSpec) -> Iterator[str]:
    for rule in spec.category_lines:
        yield f"the line {rule.field!r} requires the same category: it hides duplicates filed elsewhere"
    for rule in spec.fields:
        if rule.source == "inputField" and rule.source_field not in INPUT_FIELDS:
            yield (
                f"no listing has a field {rule.source_field!r}, so the line {rule.field!r} will always be missing; "
                f"there are {', '.join(INPUT_FIELDS)}"
            )


def _publish(targets: list[Target], loaded: Loaded, user: User | None) -> None:
    with transaction.atomic():
        ids = categories.ensure(target.path for target in targets if target.path)
        rows = Category.objects.in_bulk(ids.values())
        live = set(RuleSet.objects.filter(state=RuleSet.State.LIVE).values_list("id", flat=True))
        for target in targets:
            category = rows[ids[target.path]] if target.path else None
            made = publish(category, target.spec, user=user, note=target.note, source_group=target.source_group)
            if made.pk in live:
                loaded.unchanged += 1
            elif made.version > 1:
                loaded.changed += 1
            else:
                loaded.new += 1
