from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction


class Command(BaseCommand):
    help = (
        "Make an account in one or more groups and print its password once; of an account that exists set the groups."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument(
            "--group", action="append", required=True, metavar="GROUP", help="may be given several times"
        )

    @transaction.atomic
    def handle(self, *args: Any, name: str, group: list[str], **options: Any) -> None:
        groups = list(Group.objects.filter(name__in=group))
        if unknown := sorted(set(group) - {row.name for row in groups}):
            there = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
            raise CommandError(f"There is no group {', '.join(unknown)}. There are: {there}.")
        user = User.objects.filter(username=name).first()
        password = None if user else secrets.token_urlsafe(12)
        user = user or self._made(name, password)
        user.groups.set(groups)
        self.stdout.write(f"{name}: {', '.join(sorted(row.name for row in groups))}")
        if password:
            self.stdout.write(f"password: {password}   (shown once; manage.py changepassword {name} sets another)")

    def _made(self, name: str, password: str | None) -> User:
        user = User(username=name)
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.save()
        return user
