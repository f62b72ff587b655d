"""One file a rule: its docstring is its manual page, `SEVERITY` its weight, `check(workspace)` yields what is wrong.

Code and name come from the file name: `k101_item_repeats_level.py` is K101 item-repeats-level.
"""
