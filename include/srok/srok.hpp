// Table of contents: all of srok but its texts (srok/io/*.hpp, which are included one by one).
#pragma once

// The ground: answers and errors.
#include "srok/error.hpp"
#include "srok/status.hpp"
#include "srok/version.hpp"

// Time: instants, budgets, zones.
#include "srok/time/civil.hpp"
#include "srok/time/duration.hpp"
#include "srok/time/instant.hpp"
#include "srok/time/interval.hpp"
#include "srok/time/zone.hpp"

// Calendar: what kind of day it is, and when a desk works.
#include "srok/calendar/calendar.hpp"
#include "srok/calendar/day_kind.hpp"
#include "srok/calendar/working_hours.hpp"

// Engine: working time as arithmetic.
#include "srok/engine/batch.hpp"
#include "srok/engine/compile.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/engine/image.hpp"
#include "srok/engine/schedule.hpp"

// Promises: regulations, tickets and what is told of them.
#include "srok/sla/due_batch.hpp"
#include "srok/sla/event.hpp"
#include "srok/sla/judge.hpp"
#include "srok/sla/regulation.hpp"
#include "srok/sla/regulation_book.hpp"
#include "srok/sla/report.hpp"
#include "srok/sla/ticket.hpp"
#include "srok/sla/timeline.hpp"
#include "srok/sla/what_if.hpp"
#include "srok/sla/work_order.hpp"
