"""Gemini's REST protocol on the loopback; faults, control and command line as in `tests.model_stub`."""

from __future__ import annotations

from tests import gemini_replies, model_stub


class Stub(model_stub.Stub):
    dialect = gemini_replies


if __name__ == "__main__":
    model_stub.serve(Stub)
