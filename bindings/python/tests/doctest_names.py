"""What the examples of the docstrings take as known."""

import datetime
import zoneinfo

import pytest
import srok


@pytest.fixture(autouse=True)
def names(doctest_namespace):
    for name in ("date", "datetime", "timedelta", "timezone"):
        doctest_namespace[name] = getattr(datetime, name)
    for name in srok.__all__:
        doctest_namespace.setdefault(name, getattr(srok, name))
    doctest_namespace["moscow"] = zoneinfo.ZoneInfo("Europe/Moscow")
