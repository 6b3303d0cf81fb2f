"""The words on a picture, by RapidOCR: what is read, and that nothing is loaded, fetched or written unasked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from dedup import backends
from dedup.backends import offline_words
from dedup.backends.base import Ask, Failure, JudgeError, Picture
from dedup.judging.packs import PackText
from tests.dedup.backends.drawn import jpeg, labelled

CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
WATCHED = """
import json, os, sys
seen = []
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def watch(event, args):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethostby", "urllib.", "http.")):
        seen.append([event, str(args[1:])])
    if event in ("os.mkdir", "os.rename", "os.remove", "shutil.copyfile", "subprocess.Popen"):
        seen.append([event, str(args)])
    if event == "open" and isinstance(args[2], int) and args[2] & WRITES and args[0] != os.devnull:
        seen.append([event, str(args[0])])
import django
django.setup()
import dedup.judging.runs
early = sorted({"rapidocr", "onnxruntime", "cv2"} & set(sys.modules))
from dedup.backends import offline_words
unused = sorted({"rapidocr", "onnxruntime"} & set(sys.modules))
sys.addaudithook(watch)
data = open(sys.argv[1], "rb").read()
lines = [line.text for line in offline_words.read(data)]
print(json.dumps({"early": early, "unused": unused, "seen": seen, "lines": lines}))
"""


def written(text: str, font: Any) -> bytes:
    image = Image.new("RGB", (640, 200), "white")
    ImageDraw.Draw(image).text((30, 60), text, fill="black", font=font)
    return jpeg(image)


def texts(data: bytes) -> list[str]:
    return [line.text for line in offline_words.read(data)]


def describing(data: bytes) -> Ask:
    return Ask("describe", "", "", PackText, pictures=(Picture.of(data, "pack"),))


def test_what_stands_on_a_pack_is_read_from_top_to_bottom():
    lines = offline_words.read(jpeg(labelled(3, "VANILLA")))
    assert [line.text for line in lines] == ["ARABICA 14", "VANILLA", "250 g"]
    assert all(0.5 <= line.confidence <= 1 and line.height > 0 for line in lines)


def test_chinese_is_read():
    if not CHINESE.exists():
        pytest.skip(f"no Chinese font at {CHINESE}")
    assert texts(written("草莓味 芒果味", ImageFont.truetype(str(CHINESE), 56)))[0].startswith("草莓味")


def test_a_picture_without_words_has_no_lines():
    assert texts(jpeg(Image.new("RGB", (300, 300), "white"))) == []


def test_small_print_names_no_flavour():
    image = Image.new("RGB", (1000, 1000), "white")
    ImageDraw.Draw(image).text((60, 100), "LEMON", fill="black", font=ImageFont.load_default(90))
    ImageDraw.Draw(image).text((60, 700), "with cocoa, sugar, vanilla", fill="black", font=ImageFont.load_default(12))
    assert texts(jpeg(image, 95)) == ["LEMON"]


def test_many_lines_are_cut_to_the_largest():
    lines = [offline_words.Line(str(n), 1.0, float(n % 50)) for n in range(200)]
    kept = offline_words._largest(lines)
    assert len(kept) == offline_words.MOST_LINES and min(line.height for line in kept) >= 40
    assert [int(line.text) for line in kept] == sorted(int(line.text) for line in kept)


@pytest.mark.parametrize("data", [b"no picture", jpeg(Image.new("RGB", (2000, 20)))], ids=["broken", "a strip"])
def test_what_shows_no_pack_is_refused(data, settings):
    settings.JUDGE = "offline"
    with pytest.raises(JudgeError) as caught:
        backends.judge("describe").ask(describing(data))
    assert caught.value.kind is Failure.REFUSED


def test_the_offline_judge_describes_in_the_schema(settings):
    settings.JUDGE = "offline"
    answer = backends.judge("describe").ask(describing(jpeg(labelled(3, "VANILLA"))))
    assert isinstance(answer.value, PackText) and "VANILLA" in [line.text for line in answer.value.lines]


def test_it_loads_with_the_first_picture_touches_no_network_and_writes_nothing(tmp_path):
    """In a process of its own, in which every open, connect and look-up of a name is noted."""
    picture = tmp_path / "pack.jpg"
    picture.write_bytes(jpeg(labelled(3, "VANILLA")))
    told = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(picture)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    found = json.loads(told.stdout.splitlines()[-1])
    assert found.pop("lines") and found == {"early": [], "unused": [], "seen": []}
    assert "RapidOCR" not in told.stderr, "it keeps quiet"


def test_another_recogniser_is_another_judge(settings, tmp_path):
    settings.JUDGE = "offline"
    usual = backends.judge("describe").name
    settings.OCR_MODEL = str(tmp_path / "cyrillic_rec.onnx")
    assert backends.judge("describe").name == f"{usual}+cyrillic_rec"


def test_the_bundled_recogniser_by_its_path_reads_the_same(settings):
    import rapidocr

    settings.OCR_MODEL = str(Path(rapidocr.__file__).parent / "models" / offline_words.BUNDLED["Rec"])
    assert "VANILLA" in texts(jpeg(labelled(3, "VANILLA")))


def test_a_recogniser_that_is_not_there_or_is_none_stops_the_run_with_a_message(settings, tmp_path):
    settings.JUDGE = "offline"
    settings.OCR_MODEL = str(tmp_path / "away.onnx")
    with pytest.raises(JudgeError, match="is not a file") as caught:
        backends.judge("describe").ask(describing(jpeg(labelled(3, "VANILLA"))))
    assert caught.value.kind is Failure.AUTH, "no pair is charged for a setting"
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no model")
    settings.OCR_MODEL = str(broken)
    with pytest.raises(JudgeError, match="is no ONNX model"):
        backends.judge("describe").ask(describing(jpeg(labelled(3, "VANILLA"))))


def test_a_recogniser_without_its_letters_says_where_to_put_them(tmp_path):
    """The bundled finder of lines carries none: a model like that would have RapidOCR download a dictionary."""
    import rapidocr

    bare = tmp_path / "bare.onnx"
    bare.write_bytes((Path(rapidocr.__file__).parent / "models" / offline_words.BUNDLED["Det"]).read_bytes())
    with pytest.raises(JudgeError, match="put its dictionary beside it, as bare"):
        offline_words.recogniser(str(bare))
    (tmp_path / "bare.txt").write_text("а\nб\n", encoding="utf-8")
    assert offline_words.recogniser(str(bare))["Rec.rec_keys_path"] == str(tmp_path / "bare.txt")


def test_it_takes_little_time():
    data = jpeg(labelled(3, "VANILLA"))
    offline_words.read(data)
    start = time.process_time()
    offline_words.read(data)
    assert time.process_time() - start < 3, "seconds of CPU for one picture; half of one beside nothing else"


def test_a_large_picture_is_made_smaller_first():
    large = Image.new("RGB", (6000, 5000), "white")
    ImageDraw.Draw(large).text((600, 900), "LEMON", fill="black", font=ImageFont.load_default(900))
    assert max(offline_words.opened(jpeg(large)).size) == offline_words.LONGEST_SIDE
    assert texts(jpeg(large)) == ["LEMON"]
