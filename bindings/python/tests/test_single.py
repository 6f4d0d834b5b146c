"""Single questions: datetimes, timedeltas and dates in and out, and what is refused."""

import datetime as dt
import json
import pathlib
import pickle
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
import srok

MOSCOW, BERLIN, UTC = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin"), dt.timezone.utc
HOUR, MICROSECOND = dt.timedelta(hours=1), dt.timedelta(microseconds=1)
desk = srok.Schedule.builtin("technotronics")
plain = srok.Schedule.parse(
    '[schedule]\nzone = "UTC"\n[schedule.hours]\n'
    + "".join(f'{day} = ["07:00-16:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri"))
)


def at(*parts, zone=MOSCOW):
    return dt.datetime(*parts, tzinfo=zone)


# ---- instants ----


def test_an_answer_has_the_zone_of_the_question():
    for zone in (MOSCOW, BERLIN, UTC, dt.timezone(dt.timedelta(hours=-9, minutes=-30))):
        start = at(2026, 4, 29, 15, 20).astimezone(zone)
        due = srok.due("high", start)
        assert due == at(2026, 5, 5, 15, 20)
        assert due.tzinfo is zone


@pytest.mark.parametrize(
    "ask",
    [
        lambda naive: srok.due("high", naive),
        lambda naive: desk.deadline(naive, HOUR),
        lambda naive: desk.deadline(naive, srok.working_days(1, rule="whole")),
        lambda naive: desk.latest_start(naive, HOUR),
        lambda naive: desk.elapsed(at(2026, 4, 29), naive),
        lambda naive: desk.is_open(naive),
        lambda naive: desk.next_open(naive),
        lambda naive: desk.explain(naive, HOUR),
        lambda naive: desk.utc_offset(naive),
        lambda naive: desk.deadline_with_pauses(at(2026, 4, 29), HOUR, [(naive, None)]),
        lambda naive: srok.Regulation.builtin().tickets([], now=naive),
    ],
)
def test_a_datetime_without_a_zone_is_refused_with_the_way_out(ask):
    class Undecided(dt.tzinfo):
        def utcoffset(self, _):
            return None

    for naive in (dt.datetime(2026, 4, 29, 15, 20), dt.datetime(2026, 4, 29, 15, 20, tzinfo=Undecided())):
        with pytest.raises(srok.BadArgument, match=r"without a zone.*ZoneInfo\(.Europe/Moscow.\)"):
            ask(naive)


@pytest.mark.parametrize("wrong", ["2026-04-29T15:20", 1777465200, None, dt.date(2026, 4, 29), [at(2026, 4, 29)]])
def test_what_is_no_datetime_is_a_type_error(wrong):
    for ask in (desk.is_open, desk.next_open, lambda t: desk.elapsed(t, at(2026, 4, 29)), lambda t: srok.due("low", t)):
        with pytest.raises(TypeError, match="aware datetime"):
            ask(wrong)


def test_microseconds_are_never_rounded():
    closing = at(2026, 4, 29, 16) - MICROSECOND
    assert desk.deadline(closing, 2 * MICROSECOND) == at(2026, 4, 30, 7) + MICROSECOND
    assert desk.elapsed(closing, at(2026, 4, 30, 7) + MICROSECOND) == 2 * MICROSECOND
    assert desk.latest_start(at(2026, 4, 30, 7) + MICROSECOND, 2 * MICROSECOND) == closing
    assert desk.is_open(closing) and not desk.is_open(closing + MICROSECOND)
    assert srok.due("emergency", closing) == at(2026, 5, 4, 16) - MICROSECOND
    assert srok.promise("low", closing).accepted == closing
    assert desk.deadline(closing, srok.working_days(1, rule="elapsed")) == at(2026, 4, 30, 16) - MICROSECOND


def test_openings_and_closings_within_a_second():
    assert desk.next_open(at(2026, 4, 29, 15) + MICROSECOND) == at(2026, 4, 29, 15) + MICROSECOND
    assert desk.next_open(at(2026, 4, 29, 7) - MICROSECOND) == at(2026, 4, 29, 7)
    assert desk.next_open(at(2026, 4, 29, 16) + MICROSECOND) == at(2026, 4, 30, 7)
    assert desk.next_close(at(2026, 4, 29, 16) - MICROSECOND) == at(2026, 4, 29, 16)
    assert desk.next_close(at(2026, 4, 29, 16) + MICROSECOND) == at(2026, 4, 30, 16)
    assert desk.previous_open(at(2026, 4, 30, 7) - MICROSECOND) == at(2026, 4, 29, 7)
    assert desk.previous_open(at(2026, 4, 30, 7) + MICROSECOND) == at(2026, 4, 30, 7)
    assert desk.previous_close(at(2026, 4, 29, 16) - MICROSECOND) == at(2026, 4, 28, 16)


def test_before_1970_parts_of_a_second_count_downwards():
    desk_of_new_york = srok.Schedule.parse(
        '[schedule]\nzone = "Asia/Tokyo"\n[schedule.hours]\nthu = ["00:00-24:00"]\n'
    )  # its horizon begins nine hours before 1970 does
    before = at(1969, 12, 31, 20, 0, 0, 250_000, zone=UTC)
    assert desk_of_new_york.deadline(before, MICROSECOND) == before + MICROSECOND
    assert desk_of_new_york.elapsed(before, before + HOUR) == HOUR
    assert desk_of_new_york.utc_offset(before) == 9 * HOUR
    assert desk_of_new_york.next_close(before) == at(1970, 1, 1, 15, zone=UTC)
    assert desk_of_new_york.next_open(before) == before


def test_a_part_of_a_second_behind_the_horizon_is_beyond_it():
    end = desk.horizon.end
    half = dt.timedelta(milliseconds=500)
    for ask in (desk.previous_open, desk.previous_close, desk.utc_offset):
        ask(end)
        with pytest.raises(srok.BeyondHorizon):
            ask(end + half)
        with pytest.raises(srok.BeyondHorizon):
            ask(desk.horizon.begin - half)
    wall = end.astimezone(MOSCOW).replace(tzinfo=None)
    assert desk.from_local(wall) == end and desk.from_local(wall - half) == end - half
    with pytest.raises(srok.BeyondHorizon):
        desk.from_local(wall + half)


# ---- amounts and landings ----


def test_landing_says_which_end_of_the_gap():
    friday = at(2026, 11, 20, 15)
    assert desk.deadline(friday, HOUR) == desk.deadline(friday, HOUR, landing="nearest") == at(2026, 11, 20, 16)
    assert desk.deadline(friday, HOUR, landing=srok.Landing.FARTHEST) == at(2026, 11, 23, 7)
    assert desk.latest_start(at(2026, 11, 23, 8), HOUR) == at(2026, 11, 23, 7)
    assert desk.latest_start(at(2026, 11, 23, 8), HOUR, landing="farthest") == at(2026, 11, 20, 16)
    with pytest.raises(srok.BadArgument, match='landing must be "nearest" or "farthest"'):
        desk.deadline(friday, HOUR, landing="middle")
    with pytest.raises(TypeError):
        desk.deadline(friday, HOUR, "farthest")  # by name alone


def test_working_days_say_what_they_mean():
    wednesday = at(2026, 11, 25, 15, 20)
    assert desk.deadline(wednesday, srok.working_days(2, rule="elapsed")) == at(2026, 11, 27, 15, 20)
    assert desk.deadline(wednesday, srok.working_days(2, rule=srok.DayRule.WHOLE)) == at(2026, 11, 27, 16)
    with pytest.raises(TypeError):
        srok.working_days(2)
    with pytest.raises(srok.BadArgument, match="rule must be"):
        srok.working_days(2, rule="calendar")
    with pytest.raises(srok.BadArgument, match="no landing"):
        desk.deadline(wednesday, srok.working_days(2, rule="whole"), landing="nearest")
    for wrong in (2.0, "2", True, None):
        with pytest.raises(TypeError, match="number of working days"):
            srok.working_days(wrong, rule="whole")
        with pytest.raises(TypeError, match="number of working days"):
            srok.WorkingDays(wrong, "whole")
    with pytest.raises(srok.BadArgument, match="rule must be"):
        srok.WorkingDays(2, "calendar")
    assert srok.WorkingDays(2, "whole") == srok.working_days(2, rule="whole")


@pytest.mark.parametrize("wrong", ["2d", "4h", 4, 3600.0, None])
def test_a_bare_budget_is_refused(wrong):
    with pytest.raises(TypeError, match=r"timedelta of working time, working_days\(n, rule=...\)"):
        desk.deadline(at(2026, 11, 25), wrong)


def test_a_negative_budget_is_a_bad_argument():
    for ask in (desk.deadline, desk.latest_start):
        with pytest.raises(srok.BadArgument) as caught:
            ask(at(2026, 11, 25), -MICROSECOND)
        assert caught.value.status == "SROK_BAD_ARGUMENT" and caught.value.code == 1
    with pytest.raises(srok.BadArgument):
        desk.deadline(at(2026, 11, 25), srok.working_days(-1, rule="whole"))


def test_pauses_stop_the_timer():
    start = at(2026, 11, 25, 9)
    pauses = [(start + 2 * HOUR, start + 3 * HOUR), (start + HOUR, start + 2 * HOUR + MICROSECOND * 0)]
    assert desk.deadline_with_pauses(start, 2 * HOUR, pauses) == start + 4 * HOUR
    assert desk.deadline_with_pauses(start, 2 * HOUR, []) == start + 2 * HOUR
    with pytest.raises(srok.BeyondHorizon):
        desk.deadline_with_pauses(start, 2 * HOUR, [(start, None)])
    with pytest.raises(srok.BadArgument):
        desk.deadline_with_pauses(start, HOUR, [(start + HOUR, start)])
    with pytest.raises(srok.BadArgument, match="whole seconds"):
        desk.deadline_with_pauses(start + MICROSECOND, HOUR, [])
    with pytest.raises(srok.BadArgument, match="whole seconds"):
        desk.deadline_with_pauses(start, HOUR + MICROSECOND, [])


def test_an_explanation_adds_up():
    start = at(2026, 4, 30, 15)
    told = desk.explain(start, 11 * HOUR)
    assert told.start == start and told.start.tzinfo is MOSCOW
    assert told.deadline == desk.deadline(start, 11 * HOUR)
    assert sum((i.counted for i in told.intervals), dt.timedelta()) == told.budget == 11 * HOUR
    assert all(a.end == b.begin for a, b in zip(told.intervals, told.intervals[1:]))
    holiday = next(i for i in told.intervals if i.reason == "holiday")
    assert holiday.date == dt.date(2026, 5, 1) and "Labour" in holiday.name
    assert told.calendar == "official"
    assert str(told).count("\n") == len(told.intervals) - 1
    with pytest.raises(srok.BadArgument, match="whole seconds"):
        desk.explain(start + MICROSECOND, HOUR)


# ---- the wall ----


def test_a_wall_time_becomes_the_first_instant_that_shows_it():
    desk_in_berlin = srok.Schedule.parse('[schedule]\nzone = "Europe/Berlin"\n[schedule.hours]\nmon = ["09:00-17:00"]\n')
    skipped = desk_in_berlin.from_local(dt.datetime(2026, 3, 29, 2, 30, 0, 5))
    assert skipped == at(2026, 3, 29, 1, zone=UTC)
    twice = desk_in_berlin.from_local(dt.datetime(2026, 10, 25, 2, 30, 0, 5))
    assert twice == at(2026, 10, 25, 0, 30, 0, 5, zone=UTC)
    assert twice.utcoffset() == 2 * HOUR
    with pytest.raises(srok.BadArgument, match="without a zone"):
        desk_in_berlin.from_local(at(2026, 3, 29))
    assert desk.utc_offset(at(2013, 1, 1)) == 4 * HOUR


# ---- dates ----


def test_dates_are_dates():
    assert desk.add_days(dt.date(2026, 4, 30), 1) == dt.date(2026, 5, 4)
    assert desk.add_days(dt.date(2026, 5, 2), 0) == dt.date(2026, 5, 2)
    assert desk.days_between(dt.date(2026, 6, 1), dt.date(2026, 5, 1)) == -19
    for wrong in (at(2026, 4, 30), "2026-04-30", 20573):
        with pytest.raises(TypeError, match="must be a date"):
            desk.add_days(wrong, 1)
    for wrong in (True, 1.0, "1", None):
        with pytest.raises(TypeError, match="days must be an int"):
            desk.add_days(dt.date(2026, 4, 30), wrong)
    with pytest.raises(srok.BeyondHorizon):
        desk.add_days(dt.date(9999, 12, 31), 1)


# ---- errors ----


def test_every_status_has_its_class():
    classes = [c for c in vars(srok).values() if isinstance(c, type) and issubclass(c, srok.Error) and c is not srok.Error]
    statuses = {c.status for c in classes}
    assert len(statuses) == len(classes) == 14
    assert "SROK_UNKNOWN_STATUS" not in statuses
    for c in classes:
        name = c.status.removeprefix("SROK_").title().replace("_", "")
        assert c.__name__ == name
        assert str(c()) and pickle.loads(pickle.dumps(c("why"))).args == ("why",)


def broken(fault):
    return f'[schedule]\nzone = "UTC"\n[schedule.hours]\nmon = ["09:00-17:00"]\n{fault}\n'


@pytest.mark.parametrize(
    "error, other, ask, sentence",
    [
        (srok.BadText, ValueError, lambda: srok.Schedule.parse("[schedule]\nzone = 3"), "line 2"),
        (srok.BadText, ValueError, lambda: srok.Schedule.load(b"no dump"), "dump|bytes|image"),
        (srok.BadText, ValueError, lambda: srok.Calendar.parse(""), "line 1|missing"),
        (srok.UnknownZone, LookupError, lambda: srok.Schedule.parse(broken("").replace("UTC", "Mars/Base")), "Mars/Base"),
        (srok.UnknownCalendar, LookupError, lambda: srok.Calendar.builtin("mars"), "mars"),
        (srok.UnknownYear, LookupError, lambda: srok.Calendar.builtin("ru").day(dt.date(1998, 12, 31)), "calendar"),
        (srok.BadArgument, ValueError, lambda: srok.Schedule.builtin("nasa"), "technotronics"),
        (srok.BadArgument, ValueError, lambda: srok.due("High", at(2026, 4, 29)), '"low", "medium", "high", "emergency"'),
        (srok.BeyondHorizon, ValueError, lambda: desk.is_open(at(2030, 1, 1)), "forecast"),
        (srok.NeverOpen, ValueError, lambda: srok.Schedule.parse('[schedule]\nzone = "UTC"\n[schedule.hours]\n'), "open"),
    ],
)
def test_failures_carry_the_sentence_of_the_library(error, other, ask, sentence):
    with pytest.raises(error, match=sentence) as caught:
        ask()
    assert isinstance(caught.value, other) and isinstance(caught.value, srok.Error)
    assert len(str(caught.value)) > 20


def test_a_name_is_not_cut_at_a_nul():
    for made, name in ((srok.Schedule, "technotronics"), (srok.Regulation, "technotronics"), (srok.Calendar, "ru")):
        assert made.builtin(name) is not None
        for longer in (name + "\0", name + "\0x", (name + "\0").encode()):
            with pytest.raises(ValueError, match="null character|NUL"):
                made.builtin(longer)


def test_what_something_is_made_of_is_told_when_it_is_of_another_kind():
    for made in (srok.Schedule, srok.Regulation, srok.Calendar):
        for ask in (made.parse, made.builtin):
            with pytest.raises(TypeError, match=r"a str or bytes was expected, not PosixPath\('desk.toml'\)"):
                ask(pathlib.Path("desk.toml"))
    for made in (srok.Schedule, srok.Regulation):
        with pytest.raises(TypeError, match="calendar must be a srok.Calendar, not 'ru'"):
            made.parse(RULES, calendar="ru")
    with pytest.raises(TypeError, match="an edition must be a srok.Regulation, not 'technotronics'"):
        srok.Book(["technotronics"])
    for wrong in (5, "dump", [1, 2]):
        with pytest.raises(TypeError, match="bytes"):
            srok.Schedule.load(wrong)
    assert srok.Schedule.load(memoryview(bytearray(desk.dump()))).horizon == desk.horizon


# ---- objects ----


def test_a_schedule_travels():
    for schedule in (desk, plain):
        for copy in (pickle.loads(pickle.dumps(schedule)), srok.Schedule.load(schedule.dump())):
            assert copy.horizon == schedule.horizon and copy.dump() == schedule.dump()
            assert (copy.zone, copy.zone_hash) == (schedule.zone, schedule.zone_hash)
            assert copy.deadline(at(2026, 11, 25), 20 * HOUR) == schedule.deadline(at(2026, 11, 25), 20 * HOUR)


class Desk(srok.Schedule):
    """A user's own."""


class Feast(srok.Calendar):
    pass


class House(srok.Regulation):
    pass


class Shelf(srok.Book):
    pass


def test_a_subclass_travels_as_itself_with_what_it_keeps():
    toml = '[schedule]\nzone = "UTC"\n[schedule.hours]\nmon = ["09:00-17:00"]\n'
    made = [Desk.builtin(), Desk.parse(toml), Feast.builtin(), House.builtin(), Shelf([House.builtin()])]
    made.append(House.parse(RULES, calendar=Feast.builtin()))
    for one in made:
        one.owner = "anna"
        copy = pickle.loads(pickle.dumps(one))
        assert type(copy) is type(one) and copy.owner == "anna"


IN_INTERPRETERS = """
import sys
if sys.version_info < (3, 13):
    import _xxsubinterpreters as interpreters
    shared, own = {"isolated": False}, {"isolated": True}
else:
    import _interpreters as interpreters
    shared, own = {"config": "legacy"}, {"config": "isolated"}
ask = '''
import datetime, pickle, srok
desk = srok.Schedule.builtin()
at = datetime.datetime(2026, 4, 29, 12, 20, tzinfo=datetime.timezone.utc)
assert desk.deadline(at, datetime.timedelta(hours=2)).isoformat() == "2026-04-30T05:20:00+00:00"
assert pickle.loads(pickle.dumps(desk)).dump() == desk.dump()
try:
    srok.Schedule.parse("?")
except srok.BadText:
    refused = True
assert refused
'''
def failure(**kind):
    made = interpreters.create(**kind)
    try:
        failed = interpreters.run_string(made, ask)  # says so from Python 3.13 on, throws before
        return failed and failed.msg
    except interpreters.RunFailedError as error:
        return str(error)
    finally:
        interpreters.destroy(made)
assert failure(**shared) is None
exec(ask)
assert failure(**shared) is None
if sys.version_info >= (3, 12):
    assert "does not support loading in subinterpreters" in failure(**own)
exec(ask)
"""


def test_an_interpreter_beside_the_main_one_answers_too_if_it_shares_its_lock():
    subprocess.run([sys.executable, "-c", IN_INTERPRETERS], check=True)


def test_numbers_beyond_64_bits_are_beyond_every_horizon():
    start = at(2026, 11, 25)
    with pytest.raises(srok.BeyondHorizon):
        desk.deadline(start, dt.timedelta.max)
    with pytest.raises(srok.BadArgument, match="negative"):
        desk.deadline(start, dt.timedelta.min)
    for beyond in (2**31, 2**63, 2**200):
        with pytest.raises(srok.BeyondHorizon):
            desk.deadline(start, srok.working_days(beyond, rule="whole"))
        with pytest.raises(srok.BeyondHorizon):
            desk.add_days(start.date(), beyond)
        with pytest.raises(srok.BadArgument):
            desk.deadline(start, srok.working_days(-beyond, rule="elapsed"))


def test_nothing_is_made_by_its_class_alone():
    for c in (srok.Schedule, srok.Calendar, srok.Regulation):
        with pytest.raises(TypeError, match="builtin"):
            c()


def test_a_calendar_takes_the_place_of_the_one_named():
    calendar = srok.Calendar.builtin("ru")
    toml = '[schedule]\nzone = "UTC"\ncalendar = "nowhere"\n[schedule.hours]\nmon = ["09:00-17:00"]\n'
    with pytest.raises(srok.UnknownCalendar):
        srok.Schedule.parse(toml)
    schedule = srok.Schedule.parse(toml, calendar=calendar)
    assert schedule.horizon.begin == at(1999, 1, 1, zone=UTC)
    assert pickle.loads(pickle.dumps(calendar)).years == calendar.years == range(1999, 2028)
    assert calendar.day(dt.date(2024, 4, 27)) == srok.Day(srok.DayKind.WORKING, worked_weekend=True)


RULES = """
[regulation]
title = "Two levels"
edition = "1"
default_priority = "normal"
[regulation.priorities]
normal = 10
urgent = 1
[schedule]
zone = "Europe/Moscow"
calendar = "nowhere"
[schedule.hours]
mon = ["09:00-18:00"]
tue = ["09:00-18:00"]
"""


def test_a_regulation_travels_with_its_calendar():
    rules = srok.Regulation.parse(RULES, calendar=srok.Calendar.builtin())
    for copy in (rules, pickle.loads(pickle.dumps(rules))):
        assert copy.priorities == ("normal", "urgent")
        assert copy.due("urgent", at(2026, 11, 23, 10)) == at(2026, 11, 24, 10)
        assert copy.schedule.next_open(at(2026, 11, 25)) == at(2026, 11, 30, 9)
    schedule = rules.schedule
    del rules, copy  # the schedule keeps alive what it belongs to
    assert schedule.is_open(at(2026, 11, 23, 10))
    assert pickle.loads(pickle.dumps(srok.Regulation.builtin())).priorities[-1] == "emergency"


def ticket(name, **more):
    submitted = {"at": at(2026, 4, 29, 15, 20), "event": "submitted"}
    return {"id": name, "user": "u1", "channel": "portal", "priority": "high", "events": [submitted], **more}


def test_tickets():
    rules, now = srok.Regulation.builtin(), at(2026, 5, 5, 12)
    good, bad = rules.tickets([ticket("T-1"), ticket("T-2", channel="telegram")], now=now)
    assert good["due"] == "2026-05-05T15:20:00+03:00" and good["remaining_seconds"] == 12_000
    assert bad["id"] == "T-2" and bad["error"]["status"] == "unsupported_channel"
    assert rules.tickets_json("", now=now) == ""
    book = srok.Book([rules])
    assert book.tickets([ticket("T-1")], now=now) == [good]
    assert pickle.loads(pickle.dumps(book)).tickets([ticket("T-1")], now=now) == [good]
    with pytest.raises(srok.BadArgument, match="whole seconds"):
        rules.tickets([], now=now + MICROSECOND)
    with pytest.raises(srok.BadArgument, match="without a zone"):
        rules.tickets([ticket("T-1", events=[{"at": dt.datetime(2026, 4, 29), "event": "submitted"}])], now=now)
    with pytest.raises(srok.BadArgument):
        srok.Book([rules, rules])


def test_a_ticket_that_no_json_can_hold_fails_alone():
    now = at(2026, 5, 5, 12)
    good, bad = srok.Regulation.builtin().tickets([ticket("Заявка 1"), ticket("\udcd0")], now=now)
    assert good["id"] == "Заявка 1" and good["state"] == "active"
    assert bad["error"]["status"] == "bad_text"
    lines = [json.dumps(ticket(name), default=dt.datetime.isoformat, ensure_ascii=False) for name in ("\udcd0", "T-1")]
    bad, good = map(json.loads, srok.Regulation.builtin().tickets_json("\n".join(lines), now=now).splitlines())
    assert bad["error"]["status"] == "bad_text" and good["id"] == "T-1"


def test_the_functions_of_the_module_ask_what_comes_with_srok():
    start = at(2026, 4, 29, 15, 20)
    assert srok.due("low", start) == srok.promise("low", start).due
    assert srok.deadline(start, HOUR) == desk.deadline(start, HOUR)
    assert srok.latest_start(start, HOUR) == desk.latest_start(start, HOUR)
    assert srok.elapsed(start, start + HOUR) == desk.elapsed(start, start + HOUR)
    assert srok.explain(start, HOUR) == desk.explain(start, HOUR)
    assert srok.is_open(start)
    assert srok.__version__.count(".") == 2 and dt.date.fromisoformat(srok.data_version)
    assert set(srok.__all__) <= set(dir(srok))
