"""What each group may do with decisions."""

from __future__ import annotations

import uuid

import pytest

from review import decisions
from tests import factories as make

pytestmark = pytest.mark.django_db

MAY = {
    "moderator": {"decide", "merge"},
    "senior moderator": {"decide", "merge", "undo_any", "export"},
    "rule admin": set(),
    "analyst": {"export"},
}


@pytest.mark.parametrize("group", MAY)
def test_permissions_of_a_group(group):
    user = make.user(group=group)
    assert {name for name in ("decide", "merge", "undo_any", "export") if user.has_perm(f"dedup.{name}")} == MAY[group]
    assert user.has_perm("rules.change_ruleset") == (group == "rule admin")
    models = ("view_modelcall", "add_modelcall", "add_modelprice", "delete_modelprice")
    assert {user.has_perm(f"dedup.{name}") for name in models} == {group == "rule admin"}
    assert not user.has_perm("dedup.change_modelprice") and not user.has_perm("dedup.delete_modelcall")


@pytest.mark.parametrize("word", ["merge", "delist", "different", "unsure"])
@pytest.mark.parametrize("group", MAY)
def test_who_may_say_what(group, word):
    pair, user = make.pair(), make.user(group=group)
    keep = pair.a_id if word in decisions.SAME else None
    if "decide" in MAY[group]:
        assert decisions.decide(pair.pk, user, word, submit_key=uuid.uuid4(), survivor_id=keep).kind == "ok"
    else:
        with pytest.raises(decisions.NotAllowed, match="Ask an administrator"):
            decisions.decide(pair.pk, user, word, submit_key=uuid.uuid4(), survivor_id=keep)


@pytest.mark.parametrize(("group", "allowed"), [("moderator", False), ("senior moderator", True), ("analyst", False)])
def test_who_may_take_back_what_somebody_else_said(group, allowed):
    author, other = make.user("anna"), make.user(group=group)
    said = decisions.decide(make.pair().pk, author, "different", submit_key=uuid.uuid4()).decision
    assert decisions.may_undo(said, other) == allowed
    if allowed:
        assert decisions.undo(said.pk, other, uuid.uuid4()).kind == "ok"
    else:
        with pytest.raises(decisions.NotAllowed, match="Only anna or a senior moderator"):
            decisions.undo(said.pk, other, uuid.uuid4())


def test_who_lost_the_permission_takes_nothing_back():
    user = make.user("anna")
    said = decisions.decide(make.pair().pk, user, "different", submit_key=uuid.uuid4()).decision
    user.groups.clear()
    user = type(user).objects.get(pk=user.pk)
    with pytest.raises(decisions.NotAllowed, match="no longer"):
        decisions.undo(said.pk, user, uuid.uuid4())
