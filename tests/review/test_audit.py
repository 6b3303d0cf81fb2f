"""The trail of users, groups, decisions and merges: it records however the change is made, and stays."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from dedup.models import ModelPrice
from review import decisions
from tests import factories as make

pytestmark = pytest.mark.django_db


def trail(model: str) -> list[str]:
    return list(apps.get_model(model).objects.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_accounts_leave_a_trail_whoever_changes_them():
    user = User.objects.create(username="anna")
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE auth_user SET is_active = false WHERE id = %s", [user.pk])
    user.delete()
    assert trail("review.UserEvent") == ["insert", "update", "update", "delete"]
    assert [event.is_superuser for event in apps.get_model("review.UserEvent").objects.order_by("pgh_id")][1] is True


def test_a_new_password_is_recorded_and_its_hash_is_not():
    user = User.objects.create_user("anna", password="one")
    user.set_password("two")
    user.save()
    User.objects.filter(pk=user.pk).update(last_login="2026-11-20T00:00Z")
    assert trail("review.UserEvent") == ["insert", "password"]
    assert "password" not in {field.name for field in apps.get_model("review.UserEvent")._meta.fields}


def test_groups_and_permissions_of_a_person_leave_a_trail():
    user = make.user("anna", "analyst")
    user.groups.clear()
    user.user_permissions.add(Group.objects.get(name="analyst").permissions.get())
    user.delete()
    assert trail("review.UserGroupEvent") == ["insert", "delete"]
    assert trail("review.UserPermissionEvent") == ["insert", "delete"]


def test_decisions_and_merges_leave_a_trail():
    pair, anna = make.pair(), make.user("anna")
    said = decisions.decide(pair.pk, anna, "merge", submit_key=uuid.uuid4(), survivor_id=pair.a_id).decision
    decisions.undo(said.pk, anna, uuid.uuid4())
    assert trail("dedup.DecisionEvent") == ["insert", "update", "insert"]
    assert trail("dedup.MergeEvent") == ["insert", "update"]


def test_prices_of_models_leave_a_trail():
    price = ModelPrice.objects.create(model="m", valid_from="2026-11-21", input_per_million=1, output_per_million=2)
    ModelPrice.objects.filter(pk=price.pk).update(output_per_million=3)
    price.delete()
    events = apps.get_model("review.PriceEvent").objects.filter(model="m").order_by("pgh_id")
    assert [(event.pgh_label, int(event.output_per_million)) for event in events] == [
        ("insert", 2),
        ("update", 3),
        ("delete", 3),
    ]


@pytest.mark.parametrize(
    "table",
    ["review_priceevent", "review_userevent", "review_usergroupevent", "dedup_decisionevent", "dedup_mergeevent"],
)
def test_nobody_rewrites_the_trail(table):
    pair, anna = make.pair(), make.user("anna")
    decisions.decide(pair.pk, anna, "merge", submit_key=uuid.uuid4(), survivor_id=pair.a_id)
    ModelPrice.objects.create(model="m", valid_from="2026-11-21", input_per_million=1, output_per_million=2)
    with connection.cursor() as cursor:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET pgh_label = 'x'"):
            with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
                cursor.execute(statement)
