-- What a database user writes without srok, as a peer: generate_series over days, wall times without
-- a zone, the closed dates in a table. the asking.hpp of ../cpp once more, in SQL.
--
-- Asks the tables that generate_series.sh has filled, question(set, number, v1 .. v4) and
-- closed(desk, date), for :seconds a set.

create function wall(seconds bigint) returns timestamp language sql immutable as
$$ select timestamp '1970-01-01' + seconds * interval '1 second' $$;

-- The questions, each a query over $1 (set), $2 (desk) and $3 (so many rows of it). A plain
-- select is what the planner likes best.
create table asked (question text primary key, clock text, query text);
insert into asked values
('elapsed', 'none', $query$
  select array_agg(seconds order by number) from (
    select number, coalesce((
      select extract(epoch from sum(least(b, d + time '16:00') - greatest(a, d + time '07:00')))
      from generate_series(date_trunc('day', a), b, interval '1 day') d
      where extract(isodow from d) < 6
        and not exists (select from closed where desk = $2 and date = d::date)
        and least(b, d + time '16:00') > greatest(a, d + time '07:00')), 0)::bigint as seconds
    from (select number, wall(v2) a, wall(v4) b from question where set = $1 and number < $3) q) r
$query$),
('deadline', 'wall', $query$
  select array_agg(due order by number) from (
    select number, (
      select extract(epoch from d + time '16:00' - (worked - budget))::bigint
      from (
        select d, sum(d + time '16:00' - greatest(a, d + time '07:00')) over (order by d) as worked
        from generate_series(date_trunc('day', a), a + budget * 5 + interval '30 days',
                             interval '1 day') d
        where extract(isodow from d) < 6
          and not exists (select from closed where desk = $2 and date = d::date)
          and d + time '16:00' > a) days
      where worked >= budget order by d limit 1) as due
    from (select number, wall(v2) a, v3 * interval '1 second' budget
          from question where set = $1 and number < $3) q) r
$query$),
('is_open', 'none', $query$
  select array_agg(open order by number) from (
    select number, (extract(isodow from at) < 6 and at::time >= time '07:00'
      and at::time < time '16:00'
      and not exists (select from closed where desk = $2 and date = at::date))::int as open
    from (select number, wall(v2) at from question where set = $1 and number < $3) q) r
$query$),
('add_days', 'none', $query$
  select array_agg(day order by number) from (
    select number, (
      select d::date - date '1970-01-01'
      from generate_series(first + 1, first + days * 5 / 2 + 30, interval '1 day') d
      where extract(isodow from d) < 6
        and not exists (select from closed where desk = $2 and date = d::date)
      order by d offset days - 1 limit 1) as day
    from (select number, date '1970-01-01' + v1::int as first, v2::int as days
          from question where set = $1 and number < $3) q) r
$query$),
('days_between', 'none', $query$
  select array_agg(days order by number) from (
    select number, (
      select count(*)
      from generate_series(first, last - 1, interval '1 day') d
      where extract(isodow from d) < 6
        and not exists (select from closed where desk = $2 and date = d::date)) as days
    from (select number, date '1970-01-01' + v1::int as first, date '1970-01-01' + v2::int as last
          from question where set = $1 and number < $3) q) r
$query$);

create table told (number bigint generated always as identity, line text);
insert into told (line) values ('version ' || split_part(current_setting('server_version'), ' ', 1));

create procedure measure(asked_set text, seconds double precision) language plpgsql as $$
declare
  a asked;
  total int;
  rows int := 1;
  begun timestamptz;
  last double precision;
  best double precision;
  spent double precision := 0;
  answers bigint[];
begin
  select * into a from asked where question = split_part(asked_set, '/', 2);
  select count(*) into total from question where set = asked_set;
  -- A quarter of the time to warm up, over ever more rows; then the best of the rounds.
  loop
    begun := clock_timestamp();
    execute a.query into answers using asked_set, split_part(asked_set, '/', 1), rows;
    last := extract(epoch from clock_timestamp() - begun);
    spent := spent + last;
    exit when rows = total or spent >= seconds / 4;
    rows := least(total, rows * 4);
  end loop;
  rows := least(total, greatest(4, floor(seconds / 5 / (last / rows))));
  spent := 0;
  loop
    begun := clock_timestamp();
    execute a.query into answers using asked_set, split_part(asked_set, '/', 1), rows;
    last := extract(epoch from clock_timestamp() - begun);
    best := least(best, last);
    spent := spent + last;
    exit when spent >= seconds;
  end loop;
  insert into told (line)
    values (format('set %s %s %s %s', asked_set, a.clock, rows, best / rows * 1e9));
  insert into told (line) select unnest(answers);
end
$$;

select format('call measure(%L, %s)', set, :seconds) from (select distinct set from question) s
\gexec
select line from told order by number;
