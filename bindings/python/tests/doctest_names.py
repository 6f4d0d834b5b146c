"""What the examples of the docstrings take as known."""

import datetime
import zoneinfo

import pytest


@pytest.fixture(autouse=True)
def names(doctest_namespace):
    for name in ("date", "datetime", "timedelta", "timezone"):
        doctest_namespace[name] = getattr(datetime, name)
    doctest_namespace["moscow"] = zoneinfo.ZoneInfo("Europe/Moscow")
