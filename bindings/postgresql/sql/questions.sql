-- The questions, as one asks them.
CREATE EXTENSION srok;
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
\set VERBOSITY terse

SELECT srok_due('high', '2026-04-29 15:20');
SELECT srok_accepted('2026-05-01 03:00');
SELECT srok_elapsed('2025-12-30 15:00', '2026-01-12 10:00');
SELECT srok_elapsed('2026-01-12 10:00', '2025-12-30 15:00');
SELECT srok_deadline('2026-04-29 15:20', '4 hours');
SELECT srok_latest_start('2026-04-30 10:20', '4 hours');
SELECT srok_deadline_days('2026-04-29 15:20', 2, 'elapsed'), srok_deadline_days('2026-04-29 15:20', 2, 'whole');
SELECT srok_is_open('2026-05-01 10:00'), srok_is_open('2026-04-30 10:00'), srok_is_open('2026-04-30 16:00');
SELECT srok_next_open('2026-05-01 10:00'), srok_next_close('2026-04-30 10:00');
SELECT srok_previous_open('2026-05-01 10:00'), srok_previous_close('2026-05-01 10:00');
SELECT srok_add_days('2026-04-30', 2), srok_add_days('2026-05-05', -2), srok_days_between('2026-01-01', '2027-01-01');
SELECT srok_day_kind('2026-04-30'), srok_day_kind('2026-05-01'), srok_day('2024-04-27') & 16;
SELECT srok_offset_at('2012-07-01 12:00'), srok_instant_from_local('2012-07-01 12:00'::timestamp);
SELECT lower(srok_horizon()), srok_official_until() <= upper(srok_horizon()), lower(srok_calendar_years());
SELECT srok_version() ~ '^\d+\.\d+\.\d+$', srok_data_version() ~ '^\d{4}-\d\d-\d\d$';

-- The two landings.
SELECT srok_deadline('technotronics', '2026-04-29 07:00', '9 hours', 'nearest'),
       srok_deadline('technotronics', '2026-04-29 07:00', '9 hours', 'farthest');
SELECT srok_latest_start('technotronics', '2026-04-30 08:00', '1 hour', landing)
  FROM unnest(enum_range(NULL::srok_landing)) AS landing;

-- Microseconds: nothing is rounded, also before 1970 and before 2000.
SELECT srok_deadline('2026-04-29 15:59:59.5', '1 second'), srok_elapsed('2026-04-29 15:59:59.999999', '2026-04-30 07:00:00.000002');
SELECT srok_is_open('2026-04-29 15:59:59.999999'), srok_next_open('2026-04-29 15:59:59.999999');
SELECT srok_next_close('2026-04-29 15:59:59.999999'), srok_previous_open('2026-04-29 07:00:00.000001');
SELECT srok_elapsed('1999-12-31 15:59:59.75', '2000-01-05 07:00:00.25');
-- In Moscow 1970 begins at 21:00 UTC of 1969.
SELECT srok_elapsed(early, '1969-12-31 21:59:58.25+00', '1969-12-31 22:00:00.5+00'),
       srok_deadline(early, '1969-12-31 21:59:58.25+00', '0.75 seconds'),
       srok_next_close(early, '1969-12-31 21:59:59.999999+00'), srok_is_open(early, '1969-12-31 21:59:59.999999+00')
  FROM (SELECT '[schedule]
zone = "Europe/Moscow"
[schedule.hours]
thu = ["00:30-01:00", "01:30-02:00"]
'::srok_schedule AS early) AS s;
SELECT srok_instant_from_local('2026-04-29 15:20:00.25'::timestamp);
-- The horizon ends with an instant, not with its second.
SELECT rest, (srok_try_offset_at(upper(h) + rest)).status AS offset, (srok_try_previous_open(upper(h) + rest)).status AS previous_open,
       (srok_try_instant_from_local(upper(h)::timestamp + rest)).status AS from_local
  FROM srok_horizon() AS h, unnest('{0, 0.5 seconds}'::interval[]) AS rest;

-- Pauses.
SELECT srok_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{[2026-04-29 15:30, 2026-04-29 15:40)}');
SELECT srok_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{}');
SELECT srok_deadline_with_pauses('2026-04-29 15:20', '1 hour',
  range_agg(tstzrange(begins, ends))) FROM (VALUES
    ('2026-04-29 15:30'::timestamptz, '2026-04-29 15:40'::timestamptz), ('2026-04-29 15:35', '2026-04-29 15:50')) AS p (begins, ends);
SELECT srok_deadline_with_pauses('technotronics', '2026-04-29 07:00', '9 hours', '{(,2026-04-29 07:00)}', 'farthest');
SELECT status FROM srok_try_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{[2026-04-29 15:30,)}');
SELECT status FROM srok_try_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{[2026-04-29 15:30, infinity)}');
SELECT srok_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{(,-infinity), [infinity,)}');

-- NULL asks nothing.
SELECT srok_elapsed(NULL, now()) IS NULL, srok_due('high', NULL) IS NULL, srok_deadline(NULL, now(), '1 hour') IS NULL;

-- What is wrong, and the way out.
SELECT srok_due('urgent', '2026-04-29 15:20');
SELECT srok_elapsed('2026-04-29 15:20', 'infinity');
SELECT srok_elapsed('-infinity', '2026-04-29 15:20');
SELECT srok_deadline('2026-04-29 15:20', '2 days');
SELECT srok_deadline('2026-04-29 15:20', '1 month');
SELECT srok_deadline('2026-04-29 15:20', '-1 hour');
SELECT srok_deadline_days('2026-04-29 15:20', -1, 'whole');
SELECT srok_deadline_days('2026-04-29 15:20', 2, 'calendar');
SELECT srok_deadline('technotronics', '2026-04-29 15:20', '1 hour', 'sideways');
SELECT srok_add_days('infinity', 1);
SELECT srok_deadline_with_pauses('2026-04-29 15:20:00.5', '1 hour', '{}');
SELECT srok_deadline_with_pauses('2026-04-29 15:20', '1 hour', '{[2026-04-29 15:30, 2026-04-29 15:40]}');
SELECT status FROM (VALUES ('1998-12-31'::timestamptz), ('294276-12-31 23:59:59.999999'), ('4713-01-02 BC')) AS t (at), srok_try_is_open(at);
SELECT status FROM (VALUES ('5874897-12-31'::date), ('4713-01-02 BC')) AS t (date), srok_try_add_days(date, 1);
-- The status is the SQLSTATE: SR023 is SROK_BEYOND_HORIZON.
DO $$
BEGIN
  PERFORM srok_elapsed('1998-01-01', '2026-01-01');
EXCEPTION WHEN SQLSTATE 'SR023' THEN
  RAISE NOTICE 'beyond the horizon';
END $$;
