.print -- two tables of a desk, and its tickets as they stand
CREATE TABLE ticket (id TEXT PRIMARY KEY, customer TEXT, channel TEXT, priority TEXT);
CREATE TABLE event (number INTEGER PRIMARY KEY, ticket TEXT, at INTEGER, event TEXT, detail TEXT DEFAULT '{}');
INSERT INTO ticket VALUES
  ('T-1', 'ivanov', 'portal', 'high'), ('T-2', 'ivanov', 'email', NULL), ('T-3', 'ivanov', 'portal', 'medium'),
  ('T-4', 'ivanov', 'portal', 'emergency'), ('T-5', 'petrova', 'email', 'emergency');
INSERT INTO event (ticket, at, event, detail) VALUES
  ('T-1', unixepoch('2026-04-29 06:05'), 'submitted', '{}'),
  ('T-2', unixepoch('2026-04-29 06:10'), 'submitted', '{}'),
  ('T-3', unixepoch('2026-04-29 06:15'), 'submitted', '{}'),
  ('T-4', unixepoch('2026-04-29 06:20'), 'submitted', '{}'),
  ('T-5', unixepoch('2026-04-29 06:30'), 'submitted', '{}'),
  ('T-1', unixepoch('2026-04-29 08:00'), 'replied', '{"kind":"question"}'),
  ('T-3', unixepoch('2026-04-29 08:30'), 'deferred', '{"reason":"needs_development"}'),
  ('T-5', unixepoch('2026-04-29 14:00'), 'replied', '{"kind":"instruction"}');

CREATE VIEW story AS
  SELECT json_object('id', t.id, 'user', t.customer, 'channel', t.channel, 'priority', t.priority, 'events',
    (SELECT json_group_array(json_patch(json_object('at', strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch'), 'event', e.event),
                                        e.detail))
       FROM (SELECT * FROM event WHERE ticket = t.id ORDER BY number) e)) AS ticket
    FROM ticket t;

SELECT id, state, priority, requested_priority, due, remaining_seconds, auto_close_at
  FROM srok_tickets('2026-04-29T12:00+03:00', (SELECT json_group_array(json(ticket)) FROM story));
SELECT id, state, violations
  FROM srok_tickets('2026-04-29T18:00+03:00', (SELECT group_concat(ticket, char(10)) FROM story));
SELECT id, state, datetime(breached_at, 'unixepoch')
  FROM srok_tickets(1778745600, (SELECT json_group_array(json(ticket)) FROM story)) WHERE breached;

.print -- a bad ticket is a row with its reason, and the others go on
SELECT id, status, reason, state FROM srok_tickets('2026-04-29T12:00+03:00', json_array(
  json('{"id":"A","user":"u","channel":"portal","priority":"low","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}'),
  json('{"id":"B","user":"u","channel":"telephone","priority":"low","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}'),
  json('{"id":"C","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"resumed"}]}'), 7));

.print -- a list over many lines, with commas and brackets in texts
SELECT id, status, reason, state FROM srok_tickets('2026-04-29T12:00+03:00', '
[
  {"id": "A, \"1\" ]\\", "user": "u", "channel": "portal",
   "priority": "low", "events": [{"at": "2026-04-29T09:00+03:00", "event": "submitted"}]},
  {"id": "B", "user": "[u,", "channel": "portal",
   "priority": "low", "events": [{"at": "2026-04-29T09:00+03:00", "event": "submitted"}]}
]
');

.print -- values within values take none of the stack
SELECT count(*), reason FROM srok_tickets('2026-04-29T12:00+03:00',
  '[' || replace(hex(zeroblob(500000)), '00', '[') || replace(hex(zeroblob(500000)), '00', ']') || ', 7]');

.print -- before its submission nothing is told of a ticket
SELECT * FROM srok_tickets('2026-04-28T12:00+03:00', (SELECT ticket FROM story LIMIT 1));

.print -- another regulation
SELECT id, due FROM srok_tickets('[regulation]
title = "One day"
default_priority = "low"
out_of_turn = []
[regulation.priorities]
low = 1
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
thu = ["10:00-11:00"]
', '2026-04-29T12:00+03:00', '{"id":"A","user":"u","channel":"email","events":[{"at":"2026-04-29T09:00+03:00","event":"submitted"}]}');

.print -- wrong use
SELECT * FROM srok_tickets('2026-04-29T12:00+03:00', '[{"id":');
SELECT * FROM srok_tickets('2026-04-29T12:00+03:00', '[1]' || char(0) || '"]');
SELECT * FROM srok_tickets('2026-04-29', '[]');
SELECT count(*) FROM srok_tickets(NULL, '[]');
SELECT count(*) FROM srok_tickets(0, '');
