"""Regular expressions that are compiled at their first use, so that importing a module costs nothing for its patterns."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")


class _Lazy:
    """A pattern that is not compiled yet; after its first use its methods are those of the compiled one."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compiles. Python calls this only for an attribute that is not set yet, so later uses cost no extra call."""
        compiled = re.compile(self.pattern, self._flags)
        if name in _METHODS:
            self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Returns an object that is used like `re.compile(source, flags)`. Raises `re.error` at its first use, not here."""
    return cast(re.Pattern[str], _Lazy(source, flags))
