from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from dedup.backends import encoders
from dedup.backends.encoders import BuiltinEncoder, EncoderError, PictureEncoder, SiglipEncoder
from dedup.backends.encoders.builtin import describe
from tests.pictures import draw, jpeg

COLOURS = ["crimson", "navy", "green", "gold", "black", "grey", "white", "purple"]


def cosine(a: Image.Image, b: Image.Image) -> float:
    return float(describe(a) @ describe(b))


def test_vectors_have_256_numbers_and_length_1() -> None:
    made = BuiltinEncoder().encode([draw(colour) for colour in COLOURS])
    assert made.shape == (len(COLOURS), 256)
    assert made.dtype == np.float32
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-6)
    assert BuiltinEncoder().encode([]).shape == (0, 256)


def test_the_same_picture_gives_the_same_vector() -> None:
    assert np.array_equal(describe(draw("crimson")), describe(draw("crimson")))


def test_the_vector_of_a_known_picture_is_what_it_was() -> None:
    """Stored vectors are of these numbers: whoever changes them changes `BuiltinEncoder.name`."""
    assert BuiltinEncoder.name == "builtin:1"
    vector = describe(draw("crimson"))
    assert [int(at) for at in np.argsort(-vector)[:4]] == [16, 19, 10, 13]
    assert vector[16] == pytest.approx(0.4644, abs=1e-3)


@pytest.mark.parametrize("colour", ["crimson", "navy", "gold"])
def test_what_sellers_do_to_a_picture_keeps_it_near(colour: str) -> None:
    picture = draw(colour, "rectangle")
    small, large = picture.resize((90, 90)), picture.resize((300, 300))
    again = Image.open(io.BytesIO(jpeg(picture, 40)))
    cropped = picture.crop((12, 10, 150, 155))
    lighter = ImageEnhance.Brightness(picture).enhance(1.12)
    framed = ImageOps.expand(picture, 40, "white")
    for changed in (small, large, again, cropped, lighter, framed, ImageOps.mirror(picture)):
        assert cosine(picture, changed) > BuiltinEncoder.gate


def test_colour_tells_products_apart_and_the_ground_does_not() -> None:
    on_grey = cosine(draw("crimson"), draw("crimson", ground="#d8d8d8"))
    for other in ("navy", "green", "gold"):
        assert cosine(draw("crimson"), draw(other)) < 0.7 < on_grey


def test_shape_tells_products_apart() -> None:
    assert cosine(draw("crimson"), draw("crimson", "rectangle")) < cosine(draw("crimson"), draw("crimson"))


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (50, 50), "white"),
        Image.new("L", (1, 1), 0),
        Image.new("RGBA", (400, 3), (255, 0, 0, 0)),
        Image.new("P", (3, 400)),
    ],
)
def test_blank_tiny_and_long_pictures_have_a_vector(picture: Image.Image) -> None:
    vector = describe(picture)
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_the_encoder_of_the_settings(settings: Any) -> None:
    settings.ENCODER = "builtin"
    encoder: PictureEncoder = encoders.load()
    assert encoder.name == "builtin:1"
    assert 0.5 < encoder.gate < 1


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SigLIP of random weights, with the files of a real one."""
    torch = pytest.importorskip("torch")
    from transformers import SiglipConfig, SiglipModel
    from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

    layers = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    text = {**layers, "vocab_size": 64, "max_position_embeddings": 8, "projection_size": 32}
    vision = {**layers, "image_size": 64, "patch_size": 16}
    path = tmp_path_factory.mktemp("siglip")
    torch.manual_seed(0)
    torch.set_num_threads(1)
    SiglipModel(SiglipConfig(text_config=text, vision_config=vision)).save_pretrained(path)
    half = [0.5, 0.5, 0.5]
    SiglipImageProcessorPil(size={"height": 64, "width": 64}, image_mean=half, image_std=half).save_pretrained(path)
    return path


def test_siglip_loads_a_checkpoint_and_encodes(checkpoint: Path, settings: Any) -> None:
    settings.ENCODER, settings.SIGLIP_CHECKPOINT = "siglip2", str(checkpoint)
    encoder = encoders.load()
    made = encoder.encode([draw(colour) for colour in COLOURS * 3])
    assert made.shape == (len(COLOURS) * 3, encoder.dimensions) == (24, 32)
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.allclose(made[:8], made[8:16], atol=1e-5)
    assert not np.allclose(made[0], made[1], atol=1e-3)
    assert encoder.encode([]).shape == (0, 32)


def test_other_weights_under_the_same_name_are_another_version(checkpoint: Path, tmp_path: Path) -> None:
    import torch
    from transformers import SiglipModel

    other = tmp_path / "other"
    shutil.copytree(checkpoint, other)
    model = SiglipModel.from_pretrained(other)
    with torch.no_grad():
        model.vision_model.embeddings.patch_embedding.weight.add_(0.01)
    model.save_pretrained(other)
    first, second = SiglipEncoder(str(checkpoint)), SiglipEncoder(str(other))
    assert first.name == SiglipEncoder(str(checkpoint)).name
    assert first.name.rpartition("@")[2] != second.name.rpartition("@")[2]


def test_a_missing_package_names_the_file_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EncoderError, match=r"pip install -r requirements\.txt"):
        SiglipEncoder()


def test_a_missing_checkpoint_names_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    with pytest.raises(EncoderError, match="SIGLIP_CHECKPOINT"):
        SiglipEncoder(str(tmp_path / "nothing"))
