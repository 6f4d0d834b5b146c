"""One exception class for each status of srok.h, all below `Error`."""

from __future__ import annotations

from typing import ClassVar

from . import _srok


class Error(Exception):
    """What srok cannot answer, in one sentence with the way out.

    >>> import srok
    >>> srok.Schedule.builtin("technotronics").add_days(date(2026, 4, 29), 10_000)
    Traceback (most recent call last):
    ...
    srok.BeyondHorizon: The answer lies outside the time the schedule knows; load a newer calendar...
    """

    #: The status by its name in srok.h.
    status: ClassVar[str] = "SROK_UNKNOWN_STATUS"
    #: And by its number.
    code: ClassVar[int] = -1

    def __init__(self, message: str | None = None) -> None:
        super().__init__(_srok.status_text(self.code) if message is None else message)


class BadArgument(Error, ValueError):
    """A negative budget, an unknown landing, a datetime without a zone."""


class BufferTooSmall(Error):
    """Never seen in Python: buffers are measured here."""


class BadText(Error, ValueError):
    """A TOML text or a dump that is wrong; the sentence names line and column."""


class SomeRowsFailed(Error):
    """Never raised: rows that fail are null, and `reasons=True` tells why."""


class UnknownCalendar(Error, LookupError):
    """No calendar of this name comes with srok."""


class UnknownYear(Error, LookupError):
    """The calendar does not hold this year."""


class UnknownZone(Error, LookupError):
    """The machine's tz database has no such zone."""


class BeyondHorizon(Error, ValueError):
    """The answer needs to know what lies outside the compiled years."""


class NeverOpen(Error, ValueError):
    """A schedule without any working time."""


class BadEvents(Error, ValueError):
    """A ticket's events are out of order or impossible."""


class UnsupportedChannel(Error, ValueError):
    """A ticket that came neither by portal nor by email."""


class OutOfMemory(Error, MemoryError):
    """Memory is not there."""


class Io(Error, OSError):
    """A file could not be read."""


class Internal(Error):
    """srok has contradicted itself; please report it."""


_CODES: dict[int, type[Error]] = {
    1: BadArgument,
    2: BufferTooSmall,
    3: BadText,
    4: SomeRowsFailed,
    20: UnknownCalendar,
    21: UnknownYear,
    22: UnknownZone,
    23: BeyondHorizon,
    24: NeverOpen,
    27: BadEvents,
    28: UnsupportedChannel,
    40: OutOfMemory,
    41: Io,
    42: Internal,
}
for _code, _class in _CODES.items():
    _class.code, _class.status = _code, _srok.status_name(_code)
    _class.__module__ = "srok"
Error.__module__ = "srok"
del _code, _class


def error_of(code: int, sentence: str | None = None) -> Error:
    """The exception of a status; the extension raises what this returns."""
    return _CODES.get(code, Error)(_srok.status_text(code) if sentence is None else sentence)
