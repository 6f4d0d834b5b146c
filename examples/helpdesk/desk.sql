-- The helpdesk's file, asked in SQL: how its tickets stand, with the extension of bindings/sqlite.
-- Run as: sqlite3 desk.db ".load srok" ".param set :now 1777532400" ".read desk.sql"

CREATE TEMP VIEW story AS
  SELECT json_object(
           'id', s.ticket, 'user', s.user, 'channel', s.channel, 'priority', nullif(s.detail, ''), 'events',
           (SELECT json_group_array(json(CASE kind
                     WHEN 'replied' THEN json_insert(event, '$.kind', detail)
                     WHEN 'deferred' THEN json_insert(event, '$.reason', detail)
                     ELSE event END))
              FROM (SELECT kind, detail,
                           json_object('at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch'), 'event', kind) AS event
                      FROM events WHERE ticket = s.ticket ORDER BY number))) AS ticket
    FROM events s WHERE s.kind = 'submitted';

.mode column
SELECT id, priority, state, datetime(due, 'unixepoch', '+3 hours') AS due, remaining_seconds AS left, breached AS late
  FROM srok_tickets(:now, (SELECT json_group_array(json(ticket)) FROM story)) ORDER BY id;
