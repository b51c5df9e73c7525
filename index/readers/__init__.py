"""Inputs to drafts: files, folders, patterns, standard input, pages and feeds, one reader a format."""

from index.readers.contract import FIELD_NAMES, Problem, ReadLimits, ReadOptions, SizeEstimate
from index.readers.inputs import count_inputs
from index.readers.reading import READER_NAMES, read_inputs

__all__ = [
    "FIELD_NAMES",
    "READER_NAMES",
    "Problem",
    "ReadLimits",
    "ReadOptions",
    "SizeEstimate",
    "count_inputs",
    "read_inputs",
]
