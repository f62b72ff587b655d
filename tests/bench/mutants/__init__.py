"""Mutation test of `rules/` and `phrases/`: `python -m tests.bench.mutants` (make mutants).

A mutant is a module with one change of meaning. `changes` makes the mutants, `coverage` records which tests run which lines,
`swap` puts a mutant into the running modules, `session` forks a process for each mutant, `account` counts and reports.
"""
