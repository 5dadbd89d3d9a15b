"""A second reader: a language model behind an OpenAI-compatible address, never asked by itself."""

from plancompare.llm.endpoint import Endpoint
from plancompare.llm.passages import Passage, passages_of
from plancompare.llm.votes import Asked, Vote, ask_all, beside

__all__ = ["Asked", "Endpoint", "Passage", "Vote", "ask_all", "beside", "passages_of"]
