"""A checkpoint that runs in the worker. torch and transformers load with the first question, not with this package."""

from .judge import TransformersJudge

__all__ = ["TransformersJudge"]
