"""A loopback server in place of a provider's, for the provider's real client; `gemini_stub` and `openai_stub` are such.

    with Stub() as stub:                                # in a test
        stub.faults += ["429", "slow:2"]                # one per call, then good answers again
        GeminiJudge(Address("gemini", "m", stub.url)).ask(...)
        stub.calls, stub.paid                           # what was asked; paid answers per question

    python -m tests.gemini_stub 8089                    # for workers in other processes
    POST /__stub {"faults": ["503"], "delay": 0.05, "answers": [{"has": "words", "value": {...}}]}
    GET  /__stub -> {"calls": [...], "paid": {question: times}, "working": 0}
    DELETE /__stub                                      # forget calls, faults, answers and delay

Faults that cost nothing stand in `model_replies.UNPAID`. Faults that are paid for: slow:<seconds> lost drip:<seconds>
driphead:<seconds> endless gzip html badbody notwire nothing truncated wrong prose twice fenced bom think endthink empty
blank loop thoughts cached safety other novelty blocked refusal tools null error200 busy200 abort eos.

An answer is the first of `answers` whose `has` stands in the question's text and whose value has
the fields of the question's schema; else the smallest value that the schema allows.

A question counts as paid when the model starts on it, as with the real provider: a worker that is
killed while it waits has paid, and pays again when the question comes back.

It imitates documents: a green run is no proof about the provider.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter, deque
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self

from tests.model_replies import UNPAID, Call, Json, Reply, minimal


class Dialect(Protocol):
    """How one provider says it on the wire; a module of functions."""

    def call(self, path: str, body: Json) -> Call | None: ...  # None: no such address

    def key(self, headers: Any) -> str | None: ...

    def mistake(self, call: Call, key: str | None) -> Reply | None: ...  # what the real server would not take

    def refusal(self, fault: str) -> Reply: ...  # a fault that never reaches the model

    def answer(self, call: Call, value: Any, fault: str) -> Reply: ...  # a paid reply


class Stub:
    """State shared by all requests; a lock guards the counters."""

    dialect: Dialect

    def __init__(self, *, port: int = 0) -> None:
        self.lock = threading.Lock()
        self.faults: deque[str] = deque()
        self.answers: list[Json] = []
        self.calls: list[Call] = []
        self.paid: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.elsewhere: list[str] = []  # addresses that the provider does not have
        self.working = 0
        self.delay = 0.0
        handler = type("BoundHandler", (Handler,), {"stub": self})
        self.server = QuietServer(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def say(self, value: Json, *, has: str = "", times: int | None = None) -> None:
        """Answer with `value` where its keys are the schema's fields and `has` is in the text; so often, or always."""
        self.answers.append({"has": has, "value": value} | ({"times": times} if times else {}))

    def control(self, order: Json) -> None:
        with self.lock:
            self.faults.extend(order.get("faults", []))
            self.answers.extend(order.get("answers", []))
            self.delay = float(order.get("delay", self.delay))

    def reset(self) -> None:
        with self.lock:
            for kept in (self.faults, self.answers, self.calls, self.paid, self.headers, self.elsewhere):
                kept.clear()
            self.delay = 0.0

    def report(self) -> Json:
        with self.lock:
            calls = [call.summary() for call in self.calls]
            return {"calls": calls, "paid": dict(self.paid), "working": self.working}

    def take(self, call: Call, headers: dict[str, str]) -> str:
        """Record the call and return its fault."""
        with self.lock:
            self.calls.append(call)
            self.headers.append(headers)
            fault = self.faults.popleft() if self.faults else ""
            self.paid[call.question] += fault not in UNPAID
            return fault

    def value(self, call: Call) -> Any:
        fields = set(call.schema.get("properties", {}))
        for known in self.answers:
            if known["has"] in call.text and set(known["value"]) == fields:
                self._used(known)
                return known["value"]
        return minimal(call.schema)

    def _used(self, known: Json) -> None:
        if "times" in known:
            known["times"] -= 1
            if not known["times"]:
                self.answers.remove(known)

    def work(self, fault: str) -> None:
        """Think as long as was ordered."""
        with self.lock:
            self.working += 1
        time.sleep(float(fault[5:]) if fault.startswith("slow:") else self.delay)
        with self.lock:
            self.working -= 1

    def reply(self, call: Call, headers: Any) -> Reply | None:
        """None: the connection is dropped."""
        if refused := self.dialect.mistake(call, self.dialect.key(headers)):
            return refused
        fault = self.take(call, {name.lower(): value for name, value in headers.items()})
        if fault == "drop":
            return None
        if fault in UNPAID:
            return quoting(self.refused(fault), self.dialect.key(headers) or "")
        self.work(fault)
        return None if fault == "lost" else self.dialect.answer(call, self.value(call), fault)

    def refused(self, fault: str) -> Reply:
        if fault == "html502":
            return Reply(b"<html>Bad gateway</html>", 502, (("Content-Type", "text/html"),))
        if fault == "redirect":
            return Reply(b"", 307, (("Location", f"{self.url}/elsewhere"),))
        return self.dialect.refusal(fault)


def quoting(reply: Reply, key: str) -> Reply:
    """Some servers say which key they refuse."""
    return replace(reply, body=reply.body.replace(b"{key}", key.encode()))


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A client that gave up is no news."""


class Handler(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True  # with wbufsize: no 40 ms stalls of delayed acknowledgement

    def log_message(self, *_: object) -> None:
        """Tests read `stub.calls`, not a log."""

    def send(self, reply: Reply) -> None:
        if reply.slow_head:
            return self.send_slowly(b"HTTP/1.1 200 OK\r\nX-Filler: " + b"y" * 200, reply.slow_head)
        self.send_response(reply.code)
        headers = {"Content-Type": "application/json; charset=utf-8", **dict(reply.headers)}
        headers |= {} if reply.endless else {"Content-Length": str(len(reply.body))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.endless:
            return self.send_for_ever()
        return self.send_slowly(reply.body, reply.pace) if reply.pace else self._write(reply.body)

    def send_slowly(self, data: bytes, pace: float) -> None:
        for byte in data:
            self._write(bytes([byte]))
            self.wfile.flush()
            time.sleep(pace)

    def send_for_ever(self) -> None:
        """Until the client hangs up, or half a gigabyte."""
        self.close_connection = True
        for _ in range(8000):
            self._write(b" " * 65536)

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)

    def send_json(self, body: Json, code: int = 200) -> None:
        self.send(Reply(json.dumps(body).encode(), code))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        path = self.path.partition("?")[0]
        if path == "/__stub":
            self.stub.control(body)
            return self.send_json({"ok": True})
        call = self.stub.dialect.call(path, body)
        if call is None:
            self.stub.elsewhere.append(path)
            return self.send_json({"error": {"code": 404, "message": path, "status": "NOT_FOUND"}}, 404)
        reply = self.stub.reply(call, self.headers)
        if reply:
            return self.send(reply)
        self.close_connection = True
        self.connection.close()

    def do_GET(self) -> None:
        self.send_json(self.stub.report(), 200 if self.path == "/__stub" else 404)

    def do_DELETE(self) -> None:
        self.stub.reset()
        self.send_json({"ok": True})


def serve(stub: type[Stub]) -> None:
    """By itself, for other processes: the port is the first word of the command line, 0 for any; prints the address."""
    served = stub(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8089)
    sys.stdout.write(served.url + "\n")
    sys.stdout.flush()
    served.server.serve_forever()
