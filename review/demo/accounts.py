"""The people of the demo: one for each group, with passwords made at random and kept under var/."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group, User

PEOPLE = {
    "moderator": "moderator",
    "senior": "senior moderator",
    "rule_admin": "rule admin",
    "analyst": "analyst",
}
MARK = "{name}@demo.invalid"  # tells the demo's accounts from real ones of the same name
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 10


class NameTaken(Exception):
    """An account that the demo did not make has one of its names."""


@dataclass(frozen=True)
class Account:
    name: str
    group: str
    password: str


def make(store: Path) -> list[Account]:
    """Make the accounts, or find them with the passwords in `store`. Raises NameTaken before anything changes."""
    marks = [MARK.format(name=name) for name in PEOPLE]
    taken = User.objects.filter(username__in=PEOPLE).exclude(email__in=marks)
    if other := taken.first():
        raise NameTaken(f"There is an account named {other.username} already, and the demo did not make it.")
    known = json.loads(store.read_text()) if store.exists() else {}
    accounts = [Account(name, group, known.get(name) or _password()) for name, group in PEOPLE.items()]
    for account in accounts:
        _save(account)
    store.touch(mode=0o600)
    store.write_text(json.dumps({account.name: account.password for account in accounts}))
    return accounts


def _save(account: Account) -> None:
    marked = {"email": MARK.format(name=account.name)}
    user, made = User.objects.get_or_create(username=account.name, defaults=marked)
    if made or not user.check_password(account.password):
        user.set_password(account.password)
        user.save(update_fields=["password"])
    user.groups.set([Group.objects.get(name=account.group)])


def _password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
