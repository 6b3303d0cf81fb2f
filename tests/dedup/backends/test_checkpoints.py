"""Where checkpoints lie, what they are called, how they are fetched: from a loopback hub, by the hub's own client."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from dedup.backends.address import Address
from dedup.backends.base import Ask, Failure, JudgeError
from dedup.backends.transformers_vlm import TransformersJudge, checkpoints
from dedup.judging.comparison import PictureAnswer
from tests.conftest import ROOT

ASK = Ask("compare", "system", "text", PictureAnswer)


def checkpoint(folder: Path, fill: float = 0.5, **config: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"model_type": "idefics3", **config}))
    (folder / "tokenizer.json").write_text("{}")
    tensors = {"head": np.ones((30, 40), np.float32), "layer": np.full((1500, 1000), fill, np.float32)}
    save_file(tensors, folder / "model.safetensors")
    return folder


def judge(said: object) -> TransformersJudge:
    return TransformersJudge(Address("transformers_vlm", str(said)))


def wrong(said: object) -> str:
    with pytest.raises(JudgeError) as caught:
        judge(said).check()
    assert caught.value.kind is Failure.AUTH
    assert judge(said).ask_all([ASK, ASK])[1].message == caught.value.message, "asked all the same, it says so too"
    return caught.value.message


def test_a_name_says_what_it_is_and_not_where_it_lies(tmp_path):
    here, there = checkpoint(tmp_path / "here"), checkpoint(tmp_path / "there" / "copy")
    assert judge(here).name == judge(there).name
    assert judge(here).name.startswith("transformers_vlm:idefics3-1.5M-")
    judge(here).check()


def test_a_name_needs_no_model_package(tmp_path):
    """Pages name the judge with each request."""
    script = (
        "import sys, django; django.setup(); from dedup import backends; print(backends.judge('compare').name);"
        "print(*[name for name in ('torch', 'transformers', 'llguidance') if name in sys.modules])"
    )
    told = run(script, {"JUDGE": f"transformers_vlm:{checkpoint(tmp_path)}"})
    assert told.stdout.splitlines() == [judge(tmp_path).name, ""]


@pytest.mark.parametrize("change", ["fine-tuned", "config", "chat template", "more tensors"])
def test_another_checkpoint_has_another_name(tmp_path, change):
    before = judge(checkpoint(tmp_path)).name
    if change == "fine-tuned":  # same shapes, same size
        checkpoint(tmp_path, fill=0.5001)
    elif change == "config":
        checkpoint(tmp_path, rope_theta=1)
    elif change == "chat template":
        (tmp_path / "chat_template.jinja").write_text("{{ messages }}")
    else:
        save_file({"head": np.ones(4000, np.float32)}, tmp_path / "model.safetensors")
    assert judge(tmp_path).name != before


def test_what_no_answer_depends_on_changes_no_name(tmp_path):
    before = judge(checkpoint(tmp_path)).name
    (tmp_path / "README.md").write_text("read me")
    (tmp_path / "model.safetensors").touch()
    assert judge(tmp_path).name == before


def test_several_files_of_weights_are_one_checkpoint(tmp_path):
    index = {"weight_map": {"head": "model-1-of-2.safetensors", "layer": "model-2-of-2.safetensors"}}
    checkpoint(tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "model-1-of-2.safetensors")
    (tmp_path / checkpoints.INDEX).write_text(json.dumps(index))
    assert "model-2-of-2.safetensors should be there" in wrong(tmp_path)
    save_file({"layer": np.ones((2000, 1000), np.float32)}, tmp_path / "model-2-of-2.safetensors")
    assert judge(tmp_path).name.startswith("transformers_vlm:idefics3-3.5M-")


def test_what_cannot_be_used_says_what_to_do(tmp_path, settings):
    settings.JUDGE_CHECKPOINT = ""
    assert wrong("") == "JUDGE_CHECKPOINT is not set. Set it to a folder, or to a name on the hub."
    assert "it is not on this machine. Set JUDGE_DOWNLOAD=true" in wrong("owner/no-such-model")
    assert "it is not on this machine. Set JUDGE_CHECKPOINT to a folder" in wrong(tmp_path / "nowhere")
    assert "it holds no config.json, so it is no checkpoint" in wrong(tmp_path)
    checkpoint(tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    assert "pickles are not loaded" in wrong(tmp_path)
    with pytest.raises(JudgeError, match="has no address: drop @http://h"):
        TransformersJudge(Address("transformers_vlm", str(tmp_path), "http://h")).check()


def test_the_record_of_a_checkpoint_is_read_under_its_name_where_it_is_not(tmp_path):
    name = judge(checkpoint(tmp_path)).name
    assert judge(name.removeprefix("transformers_vlm:")).name == name


SHA = "a" * 40


class Hub(ThreadingHTTPServer):
    """Serves one folder as `tiny/model`; `tiny/gated` wants a licence accepted; it knows no other name."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.asked, self.log = folder, list[str](), ""
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    server: Hub

    def log_message(self, *arguments: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        if path.startswith("/api/models/tiny/gated/"):
            self._send(403, b"", {"X-Error-Code": "GatedRepo"})
        elif path == "/api/models/tiny/model/revision/main":
            self._json({"id": "tiny/model", "sha": SHA, "siblings": []})
        elif path == f"/api/models/tiny/model/tree/{SHA}":
            self._json([entry(file) for file in sorted(self.server.folder.iterdir())])
        elif path.startswith(f"/tiny/model/resolve/{SHA}/"):
            data = (self.server.folder / path.rpartition("/")[2]).read_bytes()
            self._send(200, data, {"ETag": f'"{hashlib.sha1(data).hexdigest()}"', "X-Repo-Commit": SHA})  # noqa: S324
        else:
            self._send(404, b"", {"X-Error-Code": "RepoNotFound"})

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def entry(file: Path) -> dict[str, Any]:
    return {"type": "file", "path": file.name, "size": file.stat().st_size, "oid": "0" * 40}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    folder = checkpoint(tmp_path / "hub")
    (folder / "pytorch_model.bin").write_bytes(b"a pickle")
    server = Hub(folder)
    yield server
    server.shutdown()


ASKING = """
import django, sys, time; django.setup()
from dedup import backends
from dedup.backends.address import Address
from dedup.backends.base import Ask, Failure
from dedup.backends.transformers_vlm import TransformersJudge
from dedup.judging.comparison import PictureAnswer
ask = Ask("compare", "system", "text", PictureAnswer)
for name in sys.argv[1:]:
    judge, said = TransformersJudge(Address("transformers_vlm", name)), [""]
    while said[-1] != "end":
        (error,) = judge.ask_all([ask])
        said += [f"{error.kind} {error.message}"] if f"{error.kind} {error.message}" != said[-1] else []
        said += [] if "is being downloaded" in error.message else ["end"]
        time.sleep(0.02)
    print("\\t".join([name, *said[1:-1], TransformersJudge(Address("transformers_vlm", name)).name]))
"""


def asking(hub: Hub, home: Path, *names: str, download: bool = True) -> dict[str, list[str]]:
    """What a worker in a process of its own hears of each until it is no longer told to wait; then the judge's name."""
    where = {"HF_ENDPOINT": f"http://127.0.0.1:{hub.server_port}", "HF_HOME": str(home), "HF_TOKEN": ""}
    told = run(ASKING, {**where, "JUDGE_DOWNLOAD": str(download).lower()}, *names)
    hub.log = told.stderr
    return {name: said for name, *said in (line.split("\t") for line in told.stdout.splitlines())}


def run(script: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    command = [sys.executable, "-c", script, *arguments]
    told = subprocess.run(
        command, env={**os.environ, **settings}, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 0, told.stderr
    return told


def test_it_is_fetched_when_told_to_and_only_what_is_needed(hub, tmp_path):
    home = tmp_path / "home"
    (refused, _) = asking(hub, home, "tiny/model", download=False)["tiny/model"]
    assert refused.startswith("auth") and "Set JUDGE_DOWNLOAD=true" in refused and not hub.asked
    told = asking(hub, home, "tiny/model", "tiny/modell", "tiny/gated")
    first, *_, last, name = told["tiny/model"]
    assert first == "unavailable tiny/model is being downloaded: asking for its files"
    assert last == "unavailable the checkpoint 'tiny/model' has just changed or arrived"
    assert name == judge(hub.folder).name, "as if it had been copied there"
    log = [json.loads(line) for line in hub.log.splitlines() if line.startswith("{")]
    size = (hub.folder / "model.safetensors").stat().st_size
    assert [line["bytes"] for line in log if line["event"] == "downloaded a checkpoint"] == [size]
    files = {path.rpartition("/")[2] for path in hub.asked if "/resolve/" in path}
    assert files == {"config.json", "tokenizer.json", "model.safetensors"}, "no pickle"
    assert told["tiny/modell"][-2].startswith("auth the hub has no tiny/modell")
    assert told["tiny/gated"][-2] == (
        "auth tiny/gated wants its licence accepted on the hub, and HF_TOKEN set to a token of that account"
    )


def test_what_was_fetched_is_found_without_the_hub_and_a_hub_that_is_away_is_tried_again(hub, tmp_path):
    asking(hub, tmp_path / "home", "tiny/model")
    hub.shutdown()
    hub.server_close()
    there = {"HF_HOME": str(tmp_path / "home"), "JUDGE": "transformers_vlm:tiny/model", "HF_HUB_OFFLINE": "1"}
    told = run("import django; django.setup(); from dedup import backends; backends.judge('draft').check()", there)
    assert not told.stdout
    waiting = asking(hub, tmp_path / "home", "tiny/modell")["tiny/modell"]
    assert waiting[-2].startswith("unavailable tiny/modell could not be downloaded")
