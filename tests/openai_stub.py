"""The chat completions of OpenAI and of the servers that copy them; faults and control as in `tests.model_stub`.

python -m tests.openai_stub 8089, then JUDGE=openai_compatible:any@http://127.0.0.1:8089/v1
"""

from __future__ import annotations

from tests import model_stub, openai_replies


class Stub(model_stub.Stub):
    dialect = openai_replies


if __name__ == "__main__":
    model_stub.serve(Stub)
