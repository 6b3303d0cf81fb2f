from __future__ import annotations

import numpy as np
import pytest
from django.db import connection

from dedup.candidates import copying

pytestmark = pytest.mark.django_db


def test_numbers_and_vectors_come_back_as_they_went() -> None:
    ids, others = np.array([5, -1, 2**60]), np.array([0, 1, 2])
    vectors = np.random.default_rng(1).standard_normal((3, 7)).astype(np.float16)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE thing (a int8, b int8, v halfvec) ON COMMIT DROP")
        copying.write("thing (a, b, v)", [ids, others], vectors)
        cursor.execute("SELECT v::text FROM thing WHERE a = -1")
        assert np.allclose(np.array(cursor.fetchone()[0].strip("[]").split(","), float), vectors[1], atol=1e-3)
    table = copying.read("SELECT b, a, v FROM thing ORDER BY b", integers=2, dimensions=7)
    assert table.columns[0].tolist() == others.tolist()
    assert table.columns[1].tolist() == ids.tolist()
    assert np.array_equal(table.vectors, vectors)


def test_no_rows() -> None:
    table = copying.read("SELECT 1::int8 WHERE false", integers=1, dimensions=0)
    assert table.columns[0].tolist() == []


@pytest.mark.parametrize("query", ["SELECT 1::int8, NULL::int8, 3::int8", "SELECT 1::int8, 2::int8, 3::int8"])
def test_another_shape_than_expected_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match="other columns"):
        copying.read(query, integers=2)


def test_an_array_literal() -> None:
    assert copying.array(np.array([3, -4])) == "'{3,-4}'::int8[]"
