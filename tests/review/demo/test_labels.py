from __future__ import annotations

import json
from pathlib import Path

from review.demo import labels


def test_a_cluster_of_three_is_three_duplicates(tmp_path: Path) -> None:
    (tmp_path / "clusters.csv").write_text("id,cluster\nb,1\na,1\nc,1\nd,2\n")
    found = labels.read(tmp_path)
    assert found.duplicates == {("a", "b"), ("a", "c"), ("b", "c")}
    assert not found.kinds
    assert not found.near_misses


def test_planted_pairs_have_a_kind_whatever_their_order(tmp_path: Path) -> None:
    truth = {
        "duplicates": [{"a": "b", "b": "a", "kind": "typos"}],
        "near_misses": [{"a": "c", "b": "d", "kind": "other_size"}],
    }
    (tmp_path / "planted.json").write_text(json.dumps(truth))
    found = labels.read(tmp_path)
    assert found.kinds == {("a", "b"): "typos"}
    assert found.near_misses == {("c", "d"): "other_size"}


def test_a_folder_without_labels_is_fine(tmp_path: Path) -> None:
    assert labels.read(tmp_path) == labels.Labels()
