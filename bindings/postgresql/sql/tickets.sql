-- Two tables of a desk, and its tickets as they stand.
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
\set VERBOSITY terse

CREATE TABLE ticket (id text PRIMARY KEY, customer text NOT NULL, channel text NOT NULL, priority text);
CREATE TABLE event (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ticket text NOT NULL REFERENCES ticket,
  at timestamptz NOT NULL, event text NOT NULL, detail jsonb NOT NULL DEFAULT '{}');
INSERT INTO ticket VALUES
  ('T-1', 'ivanov', 'portal', 'high'), ('T-2', 'ivanov', 'email', NULL), ('T-3', 'ivanov', 'portal', 'medium'),
  ('T-4', 'ivanov', 'portal', 'emergency'), ('T-5', 'petrova', 'email', 'emergency');
INSERT INTO event (ticket, at, event, detail) VALUES
  ('T-1', '2026-04-29 09:05:00.123', 'submitted', '{}'), ('T-2', '2026-04-29 09:10', 'submitted', '{}'),
  ('T-3', '2026-04-29 09:15', 'submitted', '{}'), ('T-4', '2026-04-29 09:20', 'submitted', '{}'),
  ('T-5', '2026-04-29 09:30', 'submitted', '{}'), ('T-1', '2026-04-29 11:00', 'replied', '{"kind": "question"}'),
  ('T-3', '2026-04-29 11:30', 'deferred', '{"reason": "needs_development"}'),
  ('T-5', '2026-04-29 17:00', 'replied', '{"kind": "instruction"}');

CREATE VIEW story AS
  SELECT t.customer, jsonb_build_object(
           'id', t.id, 'user', t.customer, 'channel', t.channel, 'priority', t.priority, 'events',
           jsonb_agg(e.detail || jsonb_build_object('at', date_trunc('second', e.at), 'event', e.event)
                     ORDER BY e.number)) AS ticket
    FROM ticket t JOIN event e ON e.ticket = t.id GROUP BY t.id;

-- Slots couple the tickets of a customer: one call each.
SELECT s.id, s.state, s.priority, s.requested_priority, s.due, s.remaining, s.auto_close_at
  FROM (SELECT jsonb_agg(ticket) AS tickets FROM story GROUP BY customer) AS c, srok_tickets('2026-04-29 12:00', c.tickets) AS s
 ORDER BY id;
SELECT s.id, s.state, s.violations
  FROM (SELECT jsonb_agg(ticket) AS tickets FROM story GROUP BY customer) AS c, srok_tickets('2026-04-29 18:00', c.tickets) AS s
 ORDER BY id;
-- One call for all is the same.
SELECT count(*) FROM (
  SELECT s FROM srok_tickets('2026-05-14 12:00', (SELECT jsonb_agg(ticket ORDER BY ticket->>'id') FROM story)) AS s
  EXCEPT
  SELECT s FROM (SELECT jsonb_agg(ticket) AS tickets FROM story GROUP BY customer) AS c, srok_tickets('2026-05-14 12:00', c.tickets) AS s) AS d;
SELECT id, state, breached, breached_at, elapsed, projected
  FROM srok_tickets('2026-05-14 12:00', (SELECT jsonb_agg(ticket ORDER BY ticket->>'id') FROM story));
-- One ticket alone.
SELECT id, state FROM story, srok_tickets('2026-04-29 12:00', ticket) WHERE customer = 'petrova';
-- By a regulation's name, or those of its editions, as one writes them.
SELECT id, state FROM srok_tickets('technotronics', '2026-04-29 12:00',
  '{"id":"A","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}');
SELECT id, state FROM srok_book_tickets('{technotronics}', '2026-04-29 12:00',
  '{"id":"A","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}');

-- A bad ticket is a row with its reason, and the others go on.
SELECT id, status, reason, state FROM srok_tickets('2026-04-29 12:00', '[
  {"id":"A","user":"u","channel":"portal","priority":"low","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]},
  {"id":"B","user":"u","channel":"telephone","priority":"low","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]},
  {"id":"C","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"resumed"}]},
  {"id":"D","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00:00.5+03:00","event":"submitted"}]}, 7]');
-- Before its submission nothing is told of a ticket but its id and its priority.
SELECT * FROM srok_tickets('2026-04-28 12:00', (SELECT ticket FROM story WHERE customer = 'petrova'));

-- Two editions of a regulation: the one in force at its submission governs a ticket.
CREATE TABLE edition (rules srok_regulation);
INSERT INTO edition SELECT format('[regulation]
title = "Edition %s"
effective = %s
default_priority = "low"
out_of_turn = []
[regulation.priorities]
low = %s
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
wed = ["09:00-18:00"]
thu = ["09:00-18:00"]
', i, date '2026-01-01' + 110 * (i - 1), i)::srok_regulation FROM generate_series(1, 2) AS i;
SELECT id, due FROM srok_book_tickets((SELECT array_agg(rules) FROM edition), '2026-04-29 12:00', '[
  {"id":"old","user":"u","channel":"email","events":[{"at":"2026-04-15T09:00+03:00","event":"submitted"}]},
  {"id":"new","user":"v","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}]');
SELECT id, due FROM srok_tickets((SELECT rules FROM edition LIMIT 1), '2026-04-15 12:00',
  '{"id":"old","user":"u","channel":"email","events":[{"at":"2026-04-15T09:00+03:00","event":"submitted"}]}');

-- Wrong use.
SELECT * FROM srok_tickets('infinity', '[]');
SELECT * FROM srok_book_tickets(ARRAY[NULL]::srok_regulation[], '2026-04-29 12:00', '[]');
SELECT * FROM srok_book_tickets('{}', '2026-04-29 12:00', '[]');
SELECT * FROM srok_book_tickets(ARRAY['technotronics', 'technotronics']::srok_regulation[], '2026-04-29 12:00', '[]');
SELECT count(*) FROM srok_tickets('2026-04-29 12:00', '[]');
SELECT count(*) FROM srok_tickets(NULL, '[]');
