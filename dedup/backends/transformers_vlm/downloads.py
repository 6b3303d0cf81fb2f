"""Fetching a checkpoint from the hub beside the work, so that no question waits for gigabytes under a lease.

Who asks meanwhile hears that it is under way and how far. All processes of a machine share one copy: the hub's
client locks each file.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import structlog

from dedup.backends.base import Failure, JudgeError

from .checkpoints import SMALL, WEIGHTS

log = structlog.get_logger()

LOOK_AGAIN_SECONDS = 10.0
SAY_EVERY_SECONDS = 10.0


@dataclass
class Download:
    """One that this process began. `done` and `total` are bytes, as far as they are known."""

    name: str
    done: int = 0
    total: int = 0
    error: JudgeError | None = None
    said: float = field(default_factory=time.monotonic)
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, name=f"download {self.name}", daemon=True)
        self.thread.start()

    def __str__(self) -> str:
        share = f"{self.done / self.total:.0%} of {self.total / 1e6:,.0f} MB" if self.total else "asking for its files"
        return f"{self.name} is being downloaded: {share}"

    def _run(self) -> None:
        start = time.monotonic()
        log.info("downloading a checkpoint", name=self.name)
        try:
            _fetch(self)
        except JudgeError as error:
            self.error = error
            log.error("the download failed", name=self.name, reason=error.message)
        except Exception as error:  # the thread's boundary: who asks next must hear of it
            self.error = JudgeError(
                Failure.UNAVAILABLE, f"the download of {self.name} failed: {error!r}", LOOK_AGAIN_SECONDS
            )
            log.exception("the download failed", name=self.name)
        else:
            seconds = round(time.monotonic() - start, 1)
            log.info("downloaded a checkpoint", name=self.name, bytes=self.done, seconds=seconds)

    def advance(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if time.monotonic() - self.said > SAY_EVERY_SECONDS:
            self.said = time.monotonic()
            log.info("downloading a checkpoint", name=self.name, bytes=self.done, of=self.total)


_running: dict[str, Download] = {}
_lock = threading.Lock()


def is_running(name: str) -> bool:
    download = _running.get(name)
    return bool(download and download.thread.is_alive())


def start(name: str) -> JudgeError:
    """Begin it unless it is under way; what to answer meanwhile, or why it failed (the next call tries again)."""
    with _lock:
        download = _running.get(name)
        if download is None:
            download = _running[name] = Download(name)
        elif not download.thread.is_alive():
            del _running[name]
    return download.error or JudgeError(Failure.UNAVAILABLE, str(download), LOOK_AGAIN_SECONDS)


def _fetch(download: Download) -> None:
    """Weights last, so that a folder with whole weights is a whole checkpoint. Raises JudgeError."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, LocalEntryNotFoundError, RepositoryNotFoundError

    name = download.name
    bar = _bar(download)
    try:
        for wanted in (list(SMALL), [WEIGHTS]):
            snapshot_download(name, allow_patterns=wanted, ignore_patterns=["*/*"], tqdm_class=bar)
    except GatedRepoError as error:
        message = f"{name} wants its licence accepted on the hub, and HF_TOKEN set to a token of that account"
        raise JudgeError(Failure.AUTH, message) from error
    except RepositoryNotFoundError as error:
        message = f"the hub has no {name}, or shows it only to a token of its owner (HF_TOKEN)"
        raise JudgeError(Failure.AUTH, message) from error
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        message = f"{name} could not be downloaded ({type(error).__name__}: {str(error).splitlines()[0]})"
        raise JudgeError(Failure.UNAVAILABLE, message, LOOK_AGAIN_SECONDS) from error


def _bar(download: Download) -> type[Any]:
    """Hugging Face's bar, shown on a terminal, that also tells `download` of the bytes."""
    from huggingface_hub.utils.tqdm import tqdm

    class Bar(tqdm):
        """Counts by itself: off a terminal the bar is switched off, and then it counts nothing."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            self._bytes = options.get("unit") == "B" and not str(options.get("name")).endswith("transfer")
            self._done = 0.0
            super().__init__(*arguments, **options)  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> bool | None:
            self._done += n or 0
            if self._bytes:
                download.advance(int(self._done), int(self.total or 0))
            shown: bool | None = super().update(n)
            return shown

    return Bar
