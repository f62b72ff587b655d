"""The smallest kind of document: a notice (通知) of some paragraphs. One folder; `test_kind.py` adds the line in kinds.py."""
