"""Files of rule sets, ours and published, into live rule sets: all of a file, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import ValidationError

from rules import categories, documents, entries, inheritance, prompts, published, resolve
from rules.entries import Target
from rules.mistakes import Mistake, in_text, mistakes
from rules.models import Category, RuleSet
from rules.publishing import publish
from rules.spec import RuleSpec


class BadFile(ValueError):
    """What is wrong, one line for each mistake with its place in the file."""


@dataclass
class Loaded:
    """How many categories have a rule of their own now, changed or as before; sentences for the admin."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)


def load(file: Path, *, user: User | None = None) -> Loaded:
    """Publish every rule of the file in one transaction. Raises BadFile; then nothing has changed."""
    text = _text(file)
    found = _entries(file, text)
    loaded = Loaded()
    with transaction.atomic():
        before = _live()
        remarks = [*found.remarks, *_flattened(found.targets)]
        _publish(found.targets, loaded, user)
        remarks += _check_together(file, before, found.targets)
    loaded.warnings = list(dict.fromkeys(remark.in_file(file.name) for remark in in_text(remarks, text)))
    return loaded


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFile(f"{file}: cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{file.name}: is not UTF-8 (byte {error.start})") from error


def _entries(file: Path, text: str) -> entries.Entries:
    try:
        found = entries.read(documents.parse(text), file)
    except documents.NotJson as error:
        raise BadFile(error.in_file(file.name)) from error
    except ValidationError as error:
        raise _bad(file, mistakes(error, text)) from error
    if found.mistakes:
        raise _bad(file, in_text(found.mistakes, text))
    return found


def _bad(file: Path, found: Iterable[Mistake]) -> BadFile:
    return BadFile("\n".join(mistake.in_file(file.name) for mistake in found))


def _live() -> resolve.Rules | None:
    """Loading a file is also how a rule is mended that cannot be read."""
    try:
        return resolve.load()
    except resolve.BrokenRule:
        return None


def _flattened(targets: Iterable[Target]) -> Iterator[Mistake]:
    """The published format says less than a rule can: what it replaces may have said more."""
    rows = RuleSet.objects.filter(state=RuleSet.State.LIVE).select_related("category")
    live = {tuple(row.category.path): row for row in rows if row.category}
    for target in targets:
        row = live.get(target.path or ())
        if target.published and row and row.spec != target.spec.dump() and (lost := _lost(row)):
            yield Mistake(
                target.place,
                f"replaces {row}, whose {', '.join(lost)} this format cannot hold; "
                "to have them back, make a draft of that version",
            )


def _lost(row: RuleSet) -> list[str]:
    try:
        return published.more(RuleSpec.model_validate(row.spec))
    except ValidationError:
        return []


def _check_together(file: Path, before: resolve.Rules | None, targets: Iterable[Target]) -> list[Mistake]:
    """Rules that extend what was loaded still have to hold. Raises BadFile, but not for what was broken before."""
    try:
        after = resolve.load()
    except resolve.BrokenRule as error:
        if before is None:
            return [Mistake((), str(error))]
        raise BadFile(f"{file.name}: {error}") from error
    _refuse_too_long(file, before, after)
    return list(_beside_the_parent(targets, after))


def _refuse_too_long(file: Path, before: resolve.Rules | None, after: resolve.Rules) -> None:
    known = {rule.key for rule in before.live.values()} if before else set()
    for rule in after.live.values():
        if rule.key not in known and (found := list(prompts.too_long(rule.raw))):
            raise BadFile(f"{file.name}: {rule.name} with all that it extends: {'; '.join(map(str, found))}")


def _beside_the_parent(targets: Iterable[Target], rules: resolve.Rules) -> Iterator[Mistake]:
    """What an extension says that means nothing beside the rule above it, and probably was meant to."""
    ids = categories.ensure(target.path for target in targets if target.path)
    for target in (target for target in targets if target.spec.extends):
        place = (*target.place, "spec")
        above = rules.above(ids[target.path] if target.path else None)
        if above is None:
            yield Mistake((*place, "extends"), f"no rule is live above {target.name}: it stands alone until one is")
            continue
        for name in inheritance.idle(above.raw, target.spec):
            text = f"{target.name} removes the line {name!r}, which the rule above it ({above.name}) does not have"
            yield Mistake((*place, "remove"), text)
        for index, name in inheritance.near_misses(above.raw, target.spec):
            text = f"stands beside the line {name!r} of {above.name}; to stand for it, it needs the very same name"
            yield Mistake((*place, "fields", index, "field"), text)


def _publish(targets: Iterable[Target], loaded: Loaded, user: User | None) -> None:
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
