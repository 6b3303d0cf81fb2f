"""The words on a picture, read by RapidOCR in this process: no network, no download, nothing written.

Its own models read Chinese, Japanese and Latin letters. What stands in another script comes out as letters that look
alike, or not at all; OCR_MODEL names a recogniser of that script (docs/judges.md). RapidOCR loads with the first
picture, once a process.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from PIL import Image

from dedup.backends.base import Failure, JudgeError

LONGEST_SIDE = 1024  # pixels: as large as our clean pictures are
WIDEST = 12  # sides in proportion; what is narrower is a strip, and would be blown up to a huge picture
SMALL_PRINT = 0.02  # of the longer side: lower lines are ingredients and addresses, which name flavours it has not
MOST_LINES = 40
LONGEST_LINE = 120
BUNDLED = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
_reading = threading.Lock()  # one session, and it takes one thread anyway


@dataclass(frozen=True)
class Line:
    text: str
    confidence: float  # 0-1, the recogniser's own
    height: float  # pixels


def read(data: bytes) -> list[Line]:
    """Lines from top to bottom, of the picture at most `LONGEST_SIDE` large.

    Raises PIL.UnidentifiedImageError or OSError for what is not a picture, JudgeError (auth) where the
    recogniser of OCR_MODEL cannot be used.
    """
    image = opened(data)
    with _reading:
        found = engine(settings.OCR_MODEL)(np.ascontiguousarray(np.asarray(image)[:, :, ::-1]))
    if found.boxes is None or found.txts is None:
        return []
    least = SMALL_PRINT * max(image.size)
    lines = [
        Line(text[:LONGEST_LINE], round(float(score), 2), _height(box))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]
    kept = [line for line in lines if line.height >= least]
    return _largest(kept)


def opened(data: bytes) -> Image.Image:
    """RGB; raises OSError for a strip."""
    with Image.open(io.BytesIO(data)) as file:
        if max(file.size) > WIDEST * min(file.size):
            raise OSError(f"a strip of {file.width} x {file.height} pixels shows no pack")
        file.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image = file.convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def _height(box: Any) -> float:
    """Of the shorter side of a line's box, four corners from the top left on."""
    corners = np.asarray(box, dtype=np.float64)
    return float(min(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[1] - corners[0])))


def _largest(lines: list[Line]) -> list[Line]:
    """Where there are too many, the largest; in the order in which they stand."""
    least = sorted((line.height for line in lines), reverse=True)[:MOST_LINES]
    return [line for line in lines if line.height >= least[-1]][:MOST_LINES] if least else []


def named(model: str) -> str:
    """What the recogniser of OCR_MODEL adds to the judge's name, so that two of them never answer for each other."""
    return f"+{Path(model).stem}" if model else ""


@lru_cache(maxsize=1)
def engine(model: str) -> Any:
    """RapidOCR with every model named by its file: what it is not told, it would download."""
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    files = {f"{part}.model_path": str(folder / name) for part, name in BUNDLED.items()}
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    quiet = {"Global.log_level": "critical"}
    return rapidocr.RapidOCR(params={**quiet, **threads, **files, **recogniser(model)})


def recogniser(model: str) -> dict[str, str]:
    """Where OCR_MODEL is: an ONNX file that carries its letters, as RapidOCR's do, or has them beside it in NAME.txt.

    Raises JudgeError (auth): a setting that every question meets, and no question's own fault.
    """
    if not model:
        return {}
    path = Path(model).expanduser()
    letters = path.with_suffix(".txt")
    if not path.is_file():
        raise JudgeError(Failure.AUTH, f"OCR_MODEL={model!r} is not a file: name the ONNX file of a recogniser")
    if "character" in _metadata(path):
        return {"Rec.model_path": str(path)}
    if not letters.is_file():
        raise JudgeError(
            Failure.AUTH,
            f"OCR_MODEL={model!r} does not carry its letters: put its dictionary beside it, as {letters.name}",
        )
    return {"Rec.model_path": str(path), "Rec.rec_keys_path": str(letters)}


def _metadata(path: Path) -> dict[str, str]:
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    try:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    except Exception as error:  # its own classes come from a compiled module and have no common base
        raise JudgeError(Failure.AUTH, f"OCR_MODEL={str(path)!r} is no ONNX model: {error}") from error
    return dict(session.get_modelmeta().custom_metadata_map)
