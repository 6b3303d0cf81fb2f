"""Tiny checkpoints with random weights, made on the spot in the layouts of real ones: nothing is downloaded.

They go through the real `from_pretrained` and the real processors, so what they show is that code loads, asks and
hears such a model. Their answers are noise.
"""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers.models.gemma3.image_processing_pil_gemma3 import Gemma3ImageProcessorPil
from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

WORDS = [
    'compare two products same different unsure json { } [ ] : , " brand size colour answer reason difference none',
    "сравни два товара одинаковые разные бренд размер цвет",
    "比较两个商品 相同 不同 品牌 尺寸 颜色 材质 0123456789",
]
CHAT = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' }}"
    "{% if m['content'] is string %}{{ m['content'] }}"
    "{% else %}{% for c in m['content'] %}{% if c['type'] == 'image' %}IMAGE{% else %}{{ c['text'] }}{% endif %}"
    "{% endfor %}{% endif %}{{ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}"
    "{% if enable_thinking is not defined or enable_thinking %}{{ '<think>\n' }}{% endif %}{% endif %}"
)
# As Gemma's: it has no system role, and says so.
CHAT_WITHOUT_SYSTEM = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + CHAT
)
# Ten times as wild as usual: calmer noise gives every question the same answer.
LAYERS = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "initializer_range": 0.3}
TEXT = LAYERS | {"intermediate_size": 64, "num_key_value_heads": 2}
SIGHT = LAYERS | {"intermediate_size": 64, "image_size": 64, "patch_size": 16}
TOKENS = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
IDEFICS = ("<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>")
GEMMA = ("<start_of_image>", "<end_of_image>", "<image_soft_token>")
QWEN = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")


def tokenizer(
    marks: Sequence[str] = (), image: str = "", chat: str = CHAT, **options: Any
) -> transformers.PreTrainedTokenizerFast:
    """Byte-level BPE of some hundred tokens: takes any text in any script."""
    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        special_tokens=["<|pad|>", "<|im_start|>", "<|im_end|>", *marks],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    inner.train_from_iterator(WORDS, trainer)
    made = transformers.PreTrainedTokenizerFast(
        tokenizer_object=inner,
        pad_token="<|pad|>",
        bos_token="<|im_start|>",
        eos_token="<|im_end|>",
        additional_special_tokens=list(marks),
        **options,
    )
    made.chat_template = chat.replace("IMAGE", image)
    return made


def idefics3(folder: Path, *, context: int = 4096, seed: int = 0) -> Path:
    """The layout of SmolVLM-256M and -500M."""
    words = tokenizer(IDEFICS, "<image>")
    text = TEXT | TOKENS | {"model_type": "llama", "vocab_size": len(words), "max_position_embeddings": context}
    config = transformers.Idefics3Config(
        image_token_id=words.convert_tokens_to_ids("<image>"),
        scale_factor=2,
        pad_token_id=0,
        vision_config=SIGHT,
        text_config=text,
    )
    _save(transformers.Idefics3ForConditionalGeneration, config, folder, seed)
    edge = {"longest_edge": 64}
    pictures = Idefics3ImageProcessorPil(size=edge, max_image_size=edge, do_image_splitting=False)
    transformers.Idefics3Processor(pictures, words, image_seq_len=4, chat_template=words.chat_template).save_pretrained(
        folder
    )
    return folder


def smolvlm(folder: Path) -> Path:
    """The layout of SmolVLM2: as Idefics3, with a video half that wants torchvision and a package of its own."""
    idefics3(folder)
    _rewrite(folder / "config.json", model_type="smolvlm", architectures=["SmolVLMForConditionalGeneration"])
    config = json.loads((folder / "config.json").read_text())
    config["vision_config"]["model_type"] = "smolvlm_vision"
    (folder / "config.json").write_text(json.dumps(config))
    _rewrite(folder / "processor_config.json", processor_class="SmolVLMProcessor")
    return folder


def gemma3(folder: Path) -> Path:
    begin, end, soft = GEMMA
    roles = {"image_token": soft, "boi_token": begin, "eoi_token": end}
    words = tokenizer(GEMMA, begin, CHAT_WITHOUT_SYSTEM, extra_special_tokens=roles)
    text = TEXT | TOKENS | {"head_dim": 16, "sliding_window": 64, "vocab_size": len(words)}
    config = transformers.Gemma3Config(
        mm_tokens_per_image=4,
        boi_token_index=words.convert_tokens_to_ids(begin),
        eoi_token_index=words.convert_tokens_to_ids(end),
        image_token_index=words.convert_tokens_to_ids(soft),
        vision_config=SIGHT,
        text_config=text | {"max_position_embeddings": 4096, "tie_word_embeddings": False},
        tie_word_embeddings=False,  # tied ones of noise say the last word again, whatever is asked
    )
    _save(transformers.Gemma3ForConditionalGeneration, config, folder)
    pictures = Gemma3ImageProcessorPil(size={"height": 64, "width": 64})
    transformers.Gemma3Processor(
        pictures, words, image_seq_length=4, chat_template=words.chat_template
    ).save_pretrained(folder)
    return folder


def qwen3_vl(folder: Path) -> Path:
    """Its processor has a video half, whose settings lie beside."""
    start, end, image, video = QWEN
    words = tokenizer(QWEN, start + image + end)
    rope = {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [4, 2, 2]}
    text = TEXT | TOKENS | {"head_dim": 16, "rope_parameters": rope, "vocab_size": len(words)}
    config = transformers.Qwen3VLConfig(
        image_token_id=words.convert_tokens_to_ids(image),
        video_token_id=words.convert_tokens_to_ids(video),
        vision_start_token_id=words.convert_tokens_to_ids(start),
        vision_end_token_id=words.convert_tokens_to_ids(end),
        vision_config={
            **{
                "depth": 2,
                "initializer_range": 0.3,
                "hidden_size": 32,
                "intermediate_size": 64,
                "num_heads": 2,
                "out_hidden_size": 32,
            },
            **{"patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2},
            **{"num_position_embeddings": 64, "deepstack_visual_indexes": [0]},
        },
        text_config=text | {"max_position_embeddings": 4096},
    )
    _save(transformers.Qwen3VLForConditionalGeneration, config, folder)
    words.save_pretrained(folder)
    Qwen2VLImageProcessorPil(
        patch_size=16, temporal_patch_size=2, merge_size=2, size={"shortest_edge": 32 * 32, "longest_edge": 128 * 128}
    ).save_pretrained(folder)
    settings = _rewrite(folder / "preprocessor_config.json", processor_class="Qwen3VLProcessor")
    (folder / "video_preprocessor_config.json").write_text(
        json.dumps(settings | {"video_processor_type": "Qwen3VLVideoProcessor"})
    )
    return folder


def qwen3(folder: Path, *, chat: str = CHAT, context: int = 4096) -> Path:
    """A text model: it sees nothing."""
    words = tokenizer(chat=chat)
    config = transformers.Qwen3Config(
        **TEXT, **TOKENS, head_dim=16, vocab_size=len(words), max_position_embeddings=context
    )
    _save(transformers.Qwen3ForCausalLM, config, folder)
    words.save_pretrained(folder)
    return folder


def siglip(folder: Path) -> Path:
    """No model that answers questions."""
    transformers.SiglipVisionModel(transformers.SiglipVisionConfig(**SIGHT)).save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    return folder


@functools.cache
def made(make: Callable[[Path], Path]) -> Path:
    """One for the whole run of tests, for those that only read it."""
    holder = tempfile.TemporaryDirectory(prefix="onelisting-checkpoint-")
    HOLDERS.append(holder)
    return make(Path(holder.name))


HOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _save(kind: Any, config: Any, folder: Path, seed: int = 0) -> None:
    torch.manual_seed(seed)
    model = kind(config)
    model.generation_config.eos_token_id = TOKENS["eos_token_id"]
    model.generation_config.pad_token_id = TOKENS["pad_token_id"]
    model.save_pretrained(folder)


def _rewrite(file: Path, **values: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text()) | values
    file.write_text(json.dumps(content))
    return content
