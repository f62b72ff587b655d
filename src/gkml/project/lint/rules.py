"""Which rules check the documents of a workspace: names of the command line or of gkml.yaml in, rules out."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project.paths import display
from gkml.project.workspace import Home

if TYPE_CHECKING:
    from gkml.lint.check import Rule


class Wanted(NamedTuple):
    """The codes or names of rules that are to run (none: as gkml.yaml says), and of those that are not."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()


AS_CONFIGURED = Wanted()


def rules_of(home: Home, wanted: Wanted = AS_CONFIGURED) -> "tuple[Rule, ...]":
    """Returns the rules that run in a workspace. Raises `GkmlError` for a name that no rule has."""
    from gkml.lint.check import chosen

    _check_names([*wanted.select, *wanted.ignore], "", home.rules)
    if home.file:
        of_paths = [name for names in home.config.per_path.values() for name in names]
        of_rules = (*home.config.select, *home.config.ignore, *home.config.enable)
        _check_names((*of_rules, *home.config.severity, *of_paths), f"{display(home.file)}：", home.rules)
    select, ignore = wanted.select or home.config.select, wanted.ignore or home.config.ignore
    return chosen(select, ignore, home.rules, home.config.enable)


def _check_names(names: Iterable[str], where: str, rules: "Iterable[Rule]") -> None:
    every = {name for rule in rules for name in (rule.code, rule.name)}
    for name in names:
        if name not in every and name.upper() not in every:
            raise GkmlError(f"{where}没有规则“{name}”；gkml rule 列出全部规则")
