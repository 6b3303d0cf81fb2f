"""The catalogue and everything a machine does to it, one noun per file."""

from .calls import Bucket, Budget, ModelCall, ModelPrice, Tally
from .catalogue import Cspu, Embedding, EncoderVersion, Image, Spu
from .decisions import Decision
from .merges import Merge
from .pairs import Pair
from .verdicts import Extraction, Verdict
from .work import Work

__all__ = [
    "Bucket",
    "Budget",
    "Cspu",
    "Decision",
    "Embedding",
    "EncoderVersion",
    "Extraction",
    "Image",
    "Merge",
    "ModelCall",
    "ModelPrice",
    "Pair",
    "Spu",
    "Tally",
    "Verdict",
    "Work",
]
