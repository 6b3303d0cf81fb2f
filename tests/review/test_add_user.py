"""How an operator gives people their accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_a_new_account_logs_in_with_the_password_that_was_shown(capsys: pytest.CaptureFixture[str]):
    call_command("add_user", "mila", "--group", "moderator", "--group", "analyst")
    password = capsys.readouterr().out.partition("password: ")[2].split()[0]
    user = authenticate(username="mila", password=password)
    assert user and user.has_perm("dedup.decide") and user.has_perm("dedup.export")


def test_an_existing_account_keeps_its_password_and_changes_groups(capsys: pytest.CaptureFixture[str]):
    User.objects.create_user("mila", password="kept")
    call_command("add_user", "mila", "--group", "analyst")
    assert "password" not in capsys.readouterr().out
    assert authenticate(username="mila", password="kept")
    assert list(User.objects.get().groups.values_list("name", flat=True)) == ["analyst"]


@pytest.mark.parametrize(
    ("name", "group", "said"),
    [
        ("mila", "moderators", "There is no group moderators. There are: analyst, moderator"),
        ("m/a", "analyst", "valid"),
    ],
)
def test_what_cannot_be_is_refused_and_makes_nobody(name: str, group: str, said: str):
    with pytest.raises(CommandError, match=said):
        call_command("add_user", name, "--group", group)
    assert not User.objects.exists()
