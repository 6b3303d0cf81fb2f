from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from review.demo import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "logins.json"


def test_one_account_for_each_group_and_each_can_log_in(store: Path) -> None:
    made = accounts.make(store)
    assert [account.group for account in made] == ["moderator", "senior moderator", "rule admin", "analyst"]
    for account in made:
        user = User.objects.get(username=account.name)
        assert user.check_password(account.password)
        assert [group.name for group in user.groups.all()] == [account.group]
        assert not (user.is_staff or user.is_superuser)


def test_passwords_are_random_and_only_the_owner_can_read_them(store: Path, tmp_path: Path) -> None:
    made = accounts.make(store)
    assert store.stat().st_mode & 0o777 == 0o600
    assert len({account.password for account in made}) == 4
    other = accounts.make(tmp_path / "other.json")
    assert {account.password for account in made}.isdisjoint(account.password for account in other)


def test_a_second_run_finds_them_with_the_same_passwords(store: Path) -> None:
    first = accounts.make(store)
    changed = User.objects.get(username="moderator").password
    assert accounts.make(store) == first
    assert User.objects.get(username="moderator").password == changed


def test_lost_passwords_are_made_anew(store: Path) -> None:
    before = accounts.make(store)
    store.unlink()
    after = accounts.make(store)
    assert User.objects.get(username="analyst").check_password(after[3].password)
    assert before[3].password != after[3].password
    assert json.loads(store.read_text())["analyst"] == after[3].password


def test_somebody_elses_account_is_left_alone(store: Path) -> None:
    User.objects.create_user("moderator", "real@example.com", "their own secret")
    with pytest.raises(accounts.NameTaken, match="named moderator"):
        accounts.make(store)
    assert User.objects.get(username="moderator").check_password("their own secret")
    assert User.objects.count() == 1
    assert not store.exists()
