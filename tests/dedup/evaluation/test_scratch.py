from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from dedup.evaluation import scratch
from dedup.models import Spu
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {row[0] for row in cursor.fetchall()}


def current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        return str(cursor.fetchone()[0])


def test_a_scratch_database_is_empty_migrated_and_gone_afterwards() -> None:
    mine, media, server = factories.spu("my own"), settings.MEDIA_ROOT, dict(connection.settings_dict)
    before = current()
    with scratch.database() as name:
        assert current() == name != before
        assert Spu.objects.count() == 0
        factories.spu("not mine")
        folder = Path(settings.MEDIA_ROOT)
        (folder / "picture.jpg").write_bytes(b"-")
    assert current() == before
    assert name not in databases()
    assert list(Spu.objects.all()) == [mine]
    assert settings.MEDIA_ROOT == media != folder
    assert not folder.exists()
    assert dict(connection.settings_dict) == server


def test_it_goes_when_the_evaluation_fails_and_somebody_is_still_connected() -> None:
    before = current()
    other = connections.create_connection("default")
    with pytest.raises(ZeroDivisionError), scratch.database() as name:
        other.settings_dict = {**connection.settings_dict, "NAME": name}
        other.ensure_connection()
        1 / 0  # noqa: B018
    other.close()
    assert current() == before
    assert name not in databases()


def test_not_inside_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"), scratch.database():
        pass
