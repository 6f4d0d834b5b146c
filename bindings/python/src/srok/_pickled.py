"""What stands on a handle: how it is pickled, by the call that makes it anew, and given to others."""

from __future__ import annotations

from typing import Any


class Pickled:
    """A subclass comes back as itself, with what it keeps of its own."""

    __slots__ = ()

    def _made_by(self) -> tuple[Any, ...]:
        """The function and its arguments."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        function, *arguments = self._made_by()
        return function, tuple(arguments), getattr(self, "__dict__", None)


def handle_of(value: Any, kind: Any, name: str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a srok.{kind.__name__}, not {value!r}")
    return value._handle
