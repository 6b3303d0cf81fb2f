from __future__ import annotations

import threading

import pytest
from django.db import ProgrammingError, connection

from rules.models import RuleSet
from rules.publishing import publish
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
