from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dedup.catalogue import albums, images
from dedup.catalogue.albums import Album, Outcome, Picture

from .conftest import jpeg

Draw = Callable[..., str]


def take(folder: Path, source: str, earlier: Picture | None = None, **options: Any) -> Outcome:
    with Album(folder, **options) as album:
        return album.take({source: earlier})[source]


def taken(folder: Path, source: str) -> Picture:
    picture = take(folder, source).picture
    assert picture
    return picture


class Shop(http.server.BaseHTTPRequestHandler):
    hits: list[str] = []
    pictures: dict[str, bytes] = {}

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        Shop.hits.append(self.path)
        picture = Shop.pictures.get(self.path)
        self.send_response(200 if picture else 503)
        self.end_headers()
        self.wfile.write(picture or b"")


@pytest.fixture
def web(settings: Any) -> Iterator[str]:
    """A shop's own picture server, let through by the setting."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Shop.hits.clear()
    Shop.pictures = {"/red.jpg": jpeg()}
    settings.FETCH_ALLOW_HOSTS = [f"127.0.0.1:{server.server_address[1]}"]
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_path_becomes_a_stored_picture(shop: Path, draw: Draw) -> None:
    outcome = take(shop, draw("a.jpg"))
    assert outcome.fresh
    assert not outcome.problem
    assert outcome.picture
    assert images.is_stored(outcome.picture.sha256)
    assert (outcome.picture.source, outcome.picture.width, outcome.picture.height) == ("images/a.jpg", 64, 48)


def test_windows_paths_and_names_in_any_script_are_found(shop: Path, draw: Draw) -> None:
    draw("Чемодан ①.jpg")
    assert take(shop, "images\\Чемодан ①.jpg").picture


def test_equal_pictures_are_stored_once_whatever_their_names(shop: Path, draw: Draw) -> None:
    with Album(shop) as album:
        outcomes = album.take(dict.fromkeys([draw("a.jpg"), draw("b.jpg"), draw("c.jpg", "blue")]))
    stored = [outcome.picture.sha256 for outcome in outcomes.values() if outcome.picture]
    assert len(stored) == 3
    assert len(set(stored)) == 2
    assert sum(outcome.fresh for outcome in outcomes.values()) == 2


@pytest.mark.parametrize(
    "source",
    ["../secret.jpg", "images/../../secret.jpg", "/etc/passwd", "images/out.jpg", "out/secret.jpg",
     "images/missing.jpg", "images", "", ".", "a" * 5000, "images/circle", "images/pipe", "images/empty\x7f.jpg"],
)  # fmt: skip
def test_nothing_outside_of_the_folder_is_read(shop: Path, tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (shop / "images" / "out.jpg").symlink_to(tmp_path / "secret.jpg")
    (shop / "out").symlink_to(tmp_path)
    (shop / "images" / "circle").symlink_to(shop / "images" / "circle")
    os.mkfifo(shop / "images" / "pipe")
    outcome = take(shop, source)
    assert outcome.picture is None
    assert outcome.problem


def test_a_link_inside_of_the_folder_is_followed(shop: Path, draw: Draw) -> None:
    draw("a.jpg")
    (shop / "images" / "link.jpg").symlink_to("a.jpg")
    assert take(shop, "images/link.jpg").picture


def test_a_file_too_large_is_not_read(shop: Path) -> None:
    with (shop / "images" / "large.jpg").open("wb") as file:
        file.truncate(albums.LARGEST + 1)
    assert take(shop, "images/large.jpg").problem == "larger than 15,000,000 bytes"


def test_what_is_no_picture_is_refused(shop: Path) -> None:
    (shop / "images" / "a.jpg").write_bytes(b"<svg/>")
    assert take(shop, "images/a.jpg") == Outcome(None, "not a picture that can be read")


def test_an_address_is_fetched_once_in_a_run(shop: Path, web: str) -> None:
    with Album(shop) as album:
        for _ in range(2):
            assert album.take({f"{web}/red.jpg": None})[f"{web}/red.jpg"].picture
    assert Shop.hits == ["/red.jpg"]


def test_an_address_that_gave_a_picture_is_asked_again_only_on_request(shop: Path, web: str) -> None:
    earlier = taken(shop, f"{web}/red.jpg")
    Shop.pictures["/red.jpg"] = jpeg("blue")
    assert take(shop, f"{web}/red.jpg", earlier).picture == earlier
    assert len(Shop.hits) == 1
    again = take(shop, f"{web}/red.jpg", earlier, fetch_again=True).picture
    assert again
    assert again.sha256 != earlier.sha256


def test_an_address_inside_is_refused(shop: Path, settings: Any, web: str) -> None:
    settings.FETCH_ALLOW_HOSTS = []
    for source in (
        f"{web}/red.jpg",
        web.removeprefix("http:") + "/red.jpg",
        "file:///etc/passwd",
        "data:image/png;base64,",
    ):
        assert take(shop, source).problem
    assert not Shop.hits


def test_a_dead_host_is_given_up(shop: Path, web: str) -> None:
    with Album(shop) as album:
        for number in range(albums.GIVEN_UP + 5):
            source = f"{web}/{number}.jpg"
            outcome = album.take({source: None})[source]
    assert "in a row" in outcome.problem
    assert len(Shop.hits) == albums.GIVEN_UP


def test_an_earlier_picture_outlives_its_source_but_not_its_replacement(shop: Path, draw: Draw) -> None:
    source = draw("a.jpg")
    earlier = taken(shop, source)
    (shop / source).unlink()
    outcome = take(shop, source, earlier)
    assert outcome.picture == earlier
    assert outcome.problem.endswith("the earlier picture stays")
    (shop / source).write_bytes(b"no picture")
    assert take(shop, source, earlier).picture is None


def test_a_changed_file_is_noticed_and_an_unchanged_one_not_decoded(shop: Path, draw: Draw) -> None:
    source = draw("a.jpg")
    earlier = taken(shop, source)
    assert take(shop, source, earlier) == Outcome(earlier)
    draw("a.jpg", "blue")
    changed = take(shop, source, earlier)
    assert changed.fresh
    assert changed.picture
    assert changed.picture.sha256 != earlier.sha256


def test_a_picture_lost_from_the_store_comes_back(shop: Path, draw: Draw) -> None:
    source = draw("a.jpg")
    earlier = taken(shop, source)
    images.path(earlier.sha256).unlink()
    assert take(shop, source, earlier) == Outcome(earlier, fresh=True)


def test_a_source_that_fails_for_a_new_listing_still_stands_for_an_old_one(shop: Path, draw: Draw) -> None:
    source = draw("a.jpg")
    earlier = taken(shop, source)
    (shop / source).unlink()
    with Album(shop) as album:
        assert album.take({source: None})[source].picture is None
        assert album.take({source: earlier})[source].picture == earlier
