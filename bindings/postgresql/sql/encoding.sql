-- A database that is not in UTF-8: the texts of srok are converted, both ways.
\set home :DBNAME
CREATE DATABASE srok_regression_1251 ENCODING 'WIN1251' LOCALE 'C' TEMPLATE template0;
\c srok_regression_1251
\encoding UTF8
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
\set VERBOSITY terse
CREATE EXTENSION srok;
SELECT DISTINCT source FROM srok_explain('2026-04-29 15:20', '12 hours') WHERE reason = 'holiday';
CREATE TABLE desk (rules srok_regulation);
INSERT INTO desk VALUES ('[regulation]
title = "Ночной регламент"
default_priority = "обычный"
out_of_turn = []
[regulation.priorities]
"обычный" = 1
"срочный" = 0
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
fri = ["22:00-06:00"]
');
SELECT srok_due(rules, 'обычный', '2026-11-24 17:30') FROM desk;
SELECT srok_due(rules, 'особый', '2026-11-24 17:30') FROM desk;
SELECT t.id, t.priority, t.due FROM desk, srok_tickets(rules, '2026-11-24 18:00', '{"id": "Т-1", "user": "Иванов", "channel": "email",
  "events": [{"at": "2026-11-24T17:30+03:00", "event": "submitted"}]}') AS t;
\c :home
DROP DATABASE srok_regression_1251;
