from __future__ import annotations

import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from rules import drafts, resolve
from rules.models import RuleSet
from rules.publishing import NoNote, NothingNew, Superseded, publish, publish_draft
from rules.spec import RuleSpec
from tests import factories as make

ONE, TWO = (RuleSpec.model_validate({"prompt": text}) for text in ("one", "two"))


def states(category: object) -> list[tuple[int, str]]:
    rows = RuleSet.objects.filter(category=category).order_by("version")
    return list(rows.values_list("version", "state"))


@pytest.mark.django_db
@pytest.mark.parametrize("names", [("Shoes",), ()])
def test_the_new_one_goes_live_and_the_old_one_retires(names: tuple[str, ...]) -> None:
    category = make.category(*names) if names else None
    user = make.user()
    first = publish(category, ONE, user=user, note="first")
    second = publish(category, TWO, user=user, note="second")
    assert states(category) == [(1, "retired"), (2, "live")]
    assert (first.note, second.note, second.created_by) == ("first", "second", user)
    assert second.published_at is not None and second.spec == {"prompt": "two"}


@pytest.mark.django_db
def test_an_identical_live_rule_is_left_alone() -> None:
    category = make.category("Shoes")
    first = publish(category, ONE, source_group="a.json")
    again = publish(category, ONE, source_group="b.json")
    assert again.pk == first.pk and states(category) == [(1, "live")]
    assert RuleSet.objects.get().source_group == "b.json"


@pytest.mark.django_db
def test_an_older_version_can_be_published_again() -> None:
    category = make.category("Shoes")
    for spec in (ONE, TWO, ONE):
        publish(category, spec)
    assert states(category) == [(1, "retired"), (2, "retired"), (3, "live")]


@pytest.mark.django_db
def test_a_draft_keeps_its_number() -> None:
    category = make.category("Shoes")
    make.rule_set("Shoes", state="draft", prompt="mine")
    assert publish(category, ONE).version == 2
    assert states(category) == [(1, "draft"), (2, "live")]


@pytest.mark.django_db
def test_what_was_live_never_changes() -> None:
    rule = publish(None, ONE)
    with pytest.raises(ProgrammingError, match="Cannot update"):
        RuleSet.objects.filter(pk=rule.pk).update(spec={"prompt": "other"})


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"note": "other"}, {"version": 7}, {"published_by": None}, {"reason": "other"}])
def test_who_when_and_why_never_change(change: dict[str, object]) -> None:
    rule = publish(None, ONE, user=make.user("rita"), note="first")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        RuleSet.objects.filter(pk=rule.pk).update(**change)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        RuleSet.objects.filter(pk=rule.pk).delete()


@pytest.mark.django_db
def test_a_draft_goes_live() -> None:
    rita, omar = make.user("rita"), make.user("omar")
    old = publish(None, ONE)
    draft = drafts.save(drafts.start(None, user=rita), TWO, user=rita, revision=0)
    live = publish_draft(draft, user=omar, note=" because ", revision=1, over=old)
    live.refresh_from_db()
    assert states(None) == [(1, "retired"), (2, "live")]
    assert (live.note, live.created_by, live.published_by) == ("because", rita, omar)
    assert live.pk == draft.pk and live.published_at is not None and drafts.open_of(None) is None


@pytest.mark.django_db
def test_a_draft_in_the_background_goes_live() -> None:
    draft = drafts.to_background(drafts.start(None, user=None), user=None)
    assert publish_draft(draft, user=None, note="seen enough", revision=1, over=None).state == "live"


@pytest.mark.django_db
def test_what_is_refused_changes_nothing() -> None:
    old = publish(None, ONE)
    draft = drafts.start(None, user=None)
    with pytest.raises(NoNote):
        publish_draft(draft, user=None, note=" ", revision=0, over=old)
    with pytest.raises(NothingNew):
        publish_draft(draft, user=None, note="why", revision=0, over=old)
    draft = drafts.save(draft, TWO, user=None, revision=0)
    with pytest.raises(drafts.Outdated):
        publish_draft(draft, user=None, note="why", revision=0, over=old)
    with pytest.raises(Superseded):
        publish_draft(draft, user=None, note="why", revision=1, over=None)
    assert states(None) == [(1, "live"), (2, "draft")]


@pytest.mark.django_db
def test_a_file_that_came_in_between_is_seen_first_and_keeps_its_number() -> None:
    old = publish(None, ONE)
    draft = drafts.save(drafts.start(None, user=None), TWO, user=None, revision=0)
    between = publish(None, RuleSpec.model_validate({"prompt": "from a file"}))
    with pytest.raises(Superseded) as caught:
        publish_draft(draft, user=None, note="why", revision=1, over=old)
    assert caught.value.live == between
    live = publish_draft(draft, user=None, note="why", revision=1, over=between)
    assert live.version == 4 and states(None) == [(1, "retired"), (3, "retired"), (4, "live")]


@pytest.mark.django_db
def test_a_rule_that_breaks_one_below_it_stays_a_draft() -> None:
    line = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "EqualsItemMatcher"}
    parent = publish(make.category("Shoes"), RuleSpec.model_validate({"outputs": {"size": {"type": "text"}}}))
    publish(make.category("Shoes", "Boots"), RuleSpec.model_validate({"extends": "parent", "fields": [line]}))
    draft = drafts.save(drafts.start(parent.category, user=None), ONE, user=None, revision=0)
    with pytest.raises(resolve.BrokenRule, match="Boots"):
        publish_draft(draft, user=None, note="why", revision=1, over=parent)
    assert states(parent.category) == [(1, "live"), (2, "draft")]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_two_versions() -> None:
    category = make.category("Shoes")
    failed: list[Exception] = []

    def go(spec: RuleSpec) -> None:
        try:
            publish(category, spec)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[RuleSpec.model_validate({"prompt": f"{n}"})]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert [state for _, state in states(category)] == ["retired", "retired", "retired", "live"]
