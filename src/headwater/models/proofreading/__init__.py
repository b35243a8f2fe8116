"""Proofreads catalogue files: every mistake with its line, in words that say what to write instead."""

from headwater.models.proofreading.mistake import Mistake
from headwater.models.proofreading.proof import Proof, proofread
from headwater.models.proofreading.sense import Entries, Known

__all__ = ["Entries", "Known", "Mistake", "Proof", "proofread"]
