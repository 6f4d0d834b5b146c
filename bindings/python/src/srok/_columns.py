"""Columns of NumPy, pandas, Polars, pyarrow or anything else that speaks Arrow's PyCapsules.

A column is handed to srok where it lies; the answer comes back as the same kind of column. Nothing here
imports these libraries before a column of theirs is given.
"""

from __future__ import annotations

import datetime as dt
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import _srok
from ._errors import BadArgument, Error, error_of

UNITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_ARROW_UNITS = {"s": "s", "m": "ms", "u": "us", "n": "ns"}
_ARROW_LETTERS = {unit: letter for letter, unit in _ARROW_UNITS.items()}
_INSTANT, _AMOUNT, _COUNT, _FLAG = "instant", "amount", "count", "flag"
NONE = -(1 << 63)


class Reasons(Mapping[int, Error]):
    """Why rows of a batch have no answer: row number to exception."""

    def __init__(self, statuses: array[int]) -> None:
        #: The status of each row, 0 when all is well.
        self.statuses = statuses
        self._rows = [row for row, status in enumerate(statuses) if status]

    def __getitem__(self, row: int) -> Error:
        status = self.statuses[row] if 0 <= row < len(self.statuses) else 0
        if status == 0:
            raise KeyError(row)
        return error_of(status)

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        some = ", ".join(f"{row}: {self[row].status}" for row in self._rows[:3])
        more = ", ..." if len(self) > 3 else ""
        return f"<{len(self)} of {len(self.statuses)} rows failed{': ' if some else ''}{some}{more}>"


class Constant:
    """One value for all rows: a datetime or a timedelta in microseconds, or a plain number."""

    def __init__(
        self, value: int, name: str, is_time: bool = True, zone: dt.tzinfo | None = None
    ) -> None:
        self.value, self.name, self.is_time, self.zone = value, name, is_time, zone

    def in_unit(self, unit: str) -> int:
        if not self.is_time:
            return self.value
        finer = UNITS[unit] - 6
        if finer >= 0:
            return self.value * 10**finer
        whole, rest = divmod(self.value, 10**-finer)
        if rest:
            raise BadArgument(
                f"{self.name} has a part of a second that [{unit}] cannot count; "
                f"give the column in [us]"
            )
        return whole


class Column:
    """Rows that lie somewhere, or one row of NumPy's for all (then `data` is a number).

    `like` gives answers back as this came; None when it came as a list, which no answer is.
    """

    def __init__(self, data: Any, rows: int | None, unit: str | None, like: Any) -> None:
        self.data, self.rows, self.unit, self.like = data, rows, unit, like

    def argument(self, unit: str) -> Any:
        if self.unit is None or self.unit == unit:
            return self.data
        return self.data, 10 ** (UNITS[unit] - UNITS[self.unit])


# What gives answers back as a column has them, and what reads its rows.
_Reader = tuple[Callable[[Any], Any], Callable[[Any, str, str, Any], Column]]

_readers: dict[type, _Reader | None] = {}
_MOST_READERS = 256  # a program may make types as it goes


def _family_of(kind: type) -> str:
    """The library of this class, or of the first that it is made of; "" of none that srok knows."""
    modules = (base.__module__.partition(".")[0] for base in kind.__mro__)
    return next((m for m in modules if m in ("numpy", "pandas", "polars", "pyarrow")), "")


def _reader_of(kind: type) -> _Reader | None:
    """What reads columns of this type; None when it is not a column's."""
    if issubclass(kind, (dt.datetime, dt.timedelta, str, bytes)):
        return None
    family = _family_of(kind)
    if family == "numpy" and hasattr(kind, "dtype"):
        return _numpy_like, _masked_column if hasattr(kind, "filled") else _numpy_column
    if family == "pandas":
        return _pandas_like, _pandas_column
    speaks_arrow = hasattr(kind, "__arrow_c_array__") or hasattr(kind, "__arrow_c_stream__")
    return (_Arrow, _arrow_column) if speaks_arrow or family in ("polars", "pyarrow") else None


def is_column(value: Any) -> bool:
    kind = type(value)
    if kind not in _readers:
        if len(_readers) == _MOST_READERS:
            _readers.clear()
        _readers[kind] = _reader_of(kind)
    return _readers[kind] is not None


def column_of(value: Any, kind: str, name: str) -> Column:
    like_of, read = _readers.get(type(value)) or _reader_of(type(value)) or (_Arrow, _arrow_column)
    return read(value, kind, name, like_of(value))


def rows_of(value: Any) -> Any:
    """The rows of a column as Python's own values; of one value for all rows, that value."""
    flat = value.ravel() if getattr(value, "ndim", 1) > 1 and hasattr(value, "ravel") else value
    lists = (getattr(flat, how, None) for how in ("to_pylist", "to_list", "tolist"))
    to_list = next(filter(None, lists), None)
    return None if to_list is None else to_list()


def numbered(value: Any, numbers: array[int]) -> Column:
    """A column, or a list, with these numbers in the place of its rows."""
    reader = _reader_of(type(value))
    like = None if reader is None else reader[0](value)
    data: Any = numbers
    if type(like) is _NumPy:
        data = sys.modules["numpy"].asarray(numbers).reshape(like.shape)
    return Column(data, len(numbers), None, like)


# ---- NumPy ----

_WANTED = {
    _INSTANT: ("M", "instants: datetime64[s], [ms], [us] or [ns] in UTC"),
    _AMOUNT: ("m", "durations: timedelta64[s], [ms], [us] or [ns]"),
    _COUNT: ("iu", "integers"),
}


def _numpy_column(value: Any, kind: str, name: str, like: Any) -> Column:
    dtype = value.dtype
    unit = _units.get((dtype, kind))
    if unit is None:
        unit = _units[dtype, kind] = _numpy_unit(dtype, kind, name)
    if not dtype.isnative:
        value = value.astype(dtype.newbyteorder("="))
    numbers = value.view(_dtype("i8")) if unit else value
    if value.ndim == 0:
        return Column(int(numbers), None, unit or None, like)
    return Column(numbers, value.size, unit or None, like)


def _masked_column(value: Any, kind: str, name: str, like: Any) -> Column:
    """A masked row is one that is not there."""
    if value.dtype.kind in "mM":
        return _numpy_column(value.filled(value.dtype.type("NaT")), kind, name, like)
    if value.dtype.kind in "iu":  # in 64 bits, which have a number for it; more than they hold is too many
        return _numpy_column(value.clip(max=(1 << 63) - 1).astype("i8").filled(NONE), kind, name, like)
    return _numpy_column(value.data, kind, name, like)


_units: dict[tuple[Any, str], str] = {}


_dtypes: dict[str, Any] = {}


def _dtype(name: str) -> Any:
    """NumPy's types, whose names take it longer to read than a small batch takes."""
    if name not in _dtypes:
        _dtypes[name] = sys.modules["numpy"].dtype(name)
    return _dtypes[name]


def _numpy_unit(dtype: Any, kind: str, name: str) -> str:
    """The unit of a type of instants or amounts, "" of integers."""
    import numpy as np

    letters, wanted = _WANTED[kind]
    if dtype.kind not in letters:
        raise TypeError(f"{name} is {dtype} where srok reads {wanted}")
    if kind == _COUNT:
        return ""
    unit, step = np.datetime_data(dtype)
    if unit not in UNITS or step != 1:
        word = "datetime64" if kind == _INSTANT else "timedelta64"
        raise BadArgument(f"{name} is {dtype} where srok reads {wanted}: .astype('{word}[s]')")
    return unit


def _numpy_like(value: Any) -> _NumPy:
    return _NumPy(value.shape)


class _NumPy:
    """Gives answers back as an array, and so do the classes of the other libraries."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape

    def take_zone(self, zone: dt.tzinfo) -> None:
        """For answers in the zone of the only question that has one; NumPy's have none."""

    def room(self, rows: int, kind: str, unit: str) -> Any:
        return sys.modules["numpy"].empty(rows, _dtype("i4" if kind == _FLAG else "i8"))

    def result(self, room: Any, kind: str, unit: str) -> Any:
        if kind == _FLAG:
            np = sys.modules["numpy"]
            nulls = room == -(1 << 31)
            given: Any = np.ma.MaskedArray(room == 1, nulls if nulls.any() else np.ma.nomask)
        else:
            given = room.view(_dtype(_DTYPES[kind, unit]))
        return given if len(self.shape) == 1 else given.reshape(self.shape)[()]


_DTYPES = {
    (kind, unit): f"{letter}8[{unit}]" for kind, letter in ((_INSTANT, "M"), (_AMOUNT, "m")) for unit in UNITS
}


def _broadcast(columns: list[Column]) -> None:
    """NumPy's own rule for the shapes of several arrays."""
    arrays = [c for c in columns if c.rows is not None]
    if any(c.like.shape != arrays[0].like.shape for c in arrays):
        import numpy as np

        try:
            shape = np.broadcast_shapes(*(c.like.shape for c in arrays))
        except ValueError as fault:
            raise BadArgument(f"the columns of a batch do not fit together: {fault}") from None
        for c in arrays:
            c.data, c.like = np.broadcast_to(c.data, shape), _NumPy(shape)
    for c in arrays:
        if c.data.ndim != 1:
            c.data = c.data.reshape(-1)
        c.rows = c.data.size


def _room_in(out: Any, like: Any, columns: list[Column], dtype: str) -> Any:
    """The rows of an array that is there, which may be one of those that are read."""
    np = sys.modules.get("numpy")
    if type(like) is not _NumPy or np is None or not isinstance(out, np.ndarray):
        raise TypeError("out must be a NumPy array, and so must be the columns")
    good = out.flags.c_contiguous and out.flags.writeable and out.dtype == _dtype(dtype)
    if not good or out.shape != like.shape:
        raise BadArgument(f"out must be a writable, contiguous array of {dtype} with the shape {like.shape}")
    room = out.view(_dtype("i8")).reshape(-1)
    for c in columns:
        if c.rows is None:
            continue
        if not isinstance(c.data, np.ndarray):
            raise TypeError("with out all columns must be NumPy arrays: where others lie is not known")
        if np.may_share_memory(room, c.data):
            there, here = c.data.__array_interface__, room.__array_interface__
            apart = [key for key in ("data", "strides") if there[key] != here[key]]
            if apart or c.data.itemsize != room.itemsize:
                raise BadArgument("out overlaps a column; it may be one, or lie apart from all")
    return room


# ---- pandas ----


def _pandas_column(value: Any, kind: str, name: str, like: Any) -> Column:
    if like is None:
        raise TypeError(f"{name} must be a Series or an Index, not {type(value).__name__}")
    if type(like) is _PandasArrow:
        return _arrow_column(value.array.__arrow_array__(), kind, name, like)
    dtype, zone = value.dtype, like.zone
    if kind == _INSTANT and zone is None and getattr(dtype, "kind", "") == "M":
        raise BadArgument(
            f"{name} is {dtype} without a zone, so its rows are no instants; say whose clock "
            f'shows them: {name}.dt.tz_localize("Europe/Moscow")'
        )
    if kind == _COUNT and hasattr(dtype, "numpy_dtype") and dtype.kind in "iu":
        missing, most = like.pandas.NA, (1 << 63) - 1  # more is too many
        data = array("q", (NONE if n is missing else min(n, most) for n in value))
        return Column(data, len(data), None, like)
    rows = value if zone is None else getattr(value, "dt", value).tz_convert(None)
    return _numpy_column(rows.to_numpy(), kind, name, like)


def _pandas_like(value: Any) -> _Pandas | _PandasArrow | None:
    """None for what is neither a Series nor an Index."""
    pandas = sys.modules["pandas"]
    if not isinstance(value, (pandas.Series, pandas.Index)):
        return None
    return (_PandasArrow if hasattr(value.dtype, "pyarrow_dtype") else _Pandas)(value)


class _Labelled:
    """What a Series or an Index has beside its rows."""

    def label(self, like: Any) -> None:
        self.pandas = sys.modules["pandas"]
        self.index, self.name = getattr(like, "index", None), like.name

    def labelled(self, values: Any) -> Any:
        if self.index is None:
            return self.pandas.Index(values, name=self.name)
        return self.pandas.Series(values, index=self.index, name=self.name)


class _Pandas(_Labelled, _NumPy):
    def __init__(self, like: Any) -> None:
        super().__init__((-1,))
        self.label(like)
        self.zone = getattr(like.dtype, "tz", None)

    def take_zone(self, zone: dt.tzinfo) -> None:
        self.zone = self.zone or zone

    def result(self, room: Any, kind: str, unit: str) -> Any:
        if kind == _FLAG:
            values = self.pandas.arrays.BooleanArray(room == 1, room == -(1 << 31))
        else:
            values = super().result(room, kind, unit)
        if kind == _INSTANT:
            values = self.pandas.DatetimeIndex(values).tz_localize("UTC")
            values = values.tz_convert(self.zone or "UTC")
        return self.labelled(values)


# ---- Arrow ----


def _arrow_column(value: Any, kind: str, name: str, like: Any) -> Column:
    if not hasattr(value, "__arrow_c_array__") and not hasattr(value, "__arrow_c_stream__"):
        raise TypeError(f"{name} must be a column, not {type(value).__name__}")
    foreign = _srok.foreign(value)
    form = foreign.format
    unit = zone = None
    if kind == _INSTANT and form.startswith("ts"):
        unit, zone = _ARROW_UNITS[form[2]], form[4:]
        if not zone:
            raise BadArgument(
                f"{name} is a column of timestamps without a zone, so its rows are no instants; "
                f"say whose clock shows them"
                + (f': {name}.dt.replace_time_zone("Europe/Moscow")' if like.family == "polars" else "")
            )
    elif kind == _AMOUNT and form.startswith("tD"):
        unit = _ARROW_UNITS[form[2]]
    elif kind != _COUNT or form not in tuple("cCsSiIlL"):
        wanted = {_INSTANT: "timestamps with a zone", _AMOUNT: "durations", _COUNT: "integers"}
        raise TypeError(f'{name} is of Arrow\'s type "{form}" where srok reads {wanted[kind]}')
    like.zone = zone or like.zone
    return Column(foreign, len(foreign), unit, like)


class _Arrow:
    zone = ""

    def __init__(self, like: Any) -> None:
        self.family = _family_of(type(like))
        self.name = getattr(like, "name", None)

    def take_zone(self, zone: dt.tzinfo) -> None:
        """Arrow knows zones by their names."""
        self.zone = self.zone or getattr(zone, "key", None) or ""

    def room(self, rows: int, kind: str, unit: str) -> Any:
        letter = _ARROW_LETTERS[unit]
        formats = {_INSTANT: f"ts{letter}:{self.zone or 'UTC'}", _AMOUNT: f"tD{letter}", _FLAG: "b"}
        return _srok.new_column(formats[kind], rows)

    def result(self, room: Any, kind: str, unit: str) -> Any:
        if self.family == "polars":
            return sys.modules["polars"].Series(room).alias(self.name)
        if self.family == "pyarrow":
            return sys.modules["pyarrow"].array(room)
        return room


class _PandasArrow(_Labelled, _Arrow):
    def __init__(self, like: Any) -> None:
        super().__init__(like)
        self.label(like)

    def result(self, room: Any, kind: str, unit: str) -> Any:
        rows = sys.modules["pyarrow"].array(room)
        return self.labelled(self.pandas.array(rows, dtype=self.pandas.ArrowDtype(rows.type)))


# ---- a batch ----


def _check_indexes(likes: list[Any]) -> None:
    """pandas would align two Series by their indexes; here rows go by their place."""
    indexes = [like.index for like in likes if getattr(like, "index", None) is not None]
    if any(not index.equals(indexes[0]) for index in indexes[1:]):
        raise BadArgument("the Series have different indexes; align them first")


def ask(
    batch: Callable[..., int],
    handle: Any,
    operands: list[Column | Constant],
    choices: list[int],
    kind: str,
    reasons: bool,
    out: Any = None,
) -> Any:
    """The answers of one batch, as its first column has them or in `out`; with `reasons` also why
    rows failed."""
    columns = [o for o in operands if isinstance(o, Column)]
    known = [c for c in columns if c.like is not None]
    if not known:
        raise TypeError("one of the columns must be an array, a Series or an Arrow column")
    if all(type(c.like) is _NumPy for c in known):
        _broadcast(known)
    else:
        _check_indexes([c.like for c in known])
    # Rows before one value for all of them, instants and amounts before plain numbers.
    first = known[0] if len(known) == 1 else min(known, key=lambda c: (c.rows is None, c.unit is None))
    like, rows = first.like, first.rows
    if rows is None:  # one value of NumPy's, alone or beside a list
        listed = [c.rows for c in columns if c.rows is not None]
        like, rows = (_NumPy((listed[0],)), listed[0]) if listed else (like, 1)
    for o in operands:
        if isinstance(o, Constant) and o.zone is not None:
            like.take_zone(o.zone)
    unit = max((c.unit for c in columns if c.unit), key=UNITS.__getitem__, default="us")
    room = like.room(rows, kind, unit) if out is None else _room_in(out, like, columns, _DTYPES[kind, unit])
    statuses = array("i", bytes(4 * rows)) if reasons else None
    arguments = [o.argument(unit) if isinstance(o, Column) else o.in_unit(unit) for o in operands]
    batch(handle, UNITS[unit], *arguments, *choices, room, statuses)
    result = like.result(room, kind, unit) if out is None else out
    return (result, Reasons(statuses)) if statuses is not None else result
