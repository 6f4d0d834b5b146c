// rickar/cal as a peer, and the asking.hpp of ../cpp once more, in Go.
//
// With "holidays" as the first argument a closed date is a Holiday, as its documentation has it, and
// every one of them is tried on every date; with "map" it is the fastest that can be made of the
// library: WorkdayFunc, which looks into a map.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
)

type set struct {
	name, desk, question string
	rows                 [][]int64
}

type asking struct {
	folder  string
	out     *os.File
	seconds float64
	sets    []*set
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func newAsking() *asking {
	if len(os.Args) != 5 || os.Args[1] != "holidays" && os.Args[1] != "map" {
		check(fmt.Errorf("usage: %s holidays|map QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET", os.Args[0]))
	}
	a := &asking{folder: os.Args[2]}
	var err error
	a.out, err = os.Create(os.Args[3])
	check(err)
	a.seconds, err = strconv.ParseFloat(os.Args[4], 64)
	check(err)
	in, err := os.Open(a.folder + "/questions")
	check(err)
	defer in.Close()
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if fields[0] == "set" {
			words := strings.Split(fields[1], "/")
			a.sets = append(a.sets, &set{name: fields[1], desk: words[0], question: words[1]})
			continue
		}
		row := make([]int64, len(fields))
		for i, field := range fields {
			row[i], err = strconv.ParseInt(field, 10, 64)
			check(err)
		}
		last := a.sets[len(a.sets)-1]
		last.rows = append(last.rows, row)
	}
	check(lines.Err())
	return a
}

// The dates on which a desk is closed.
func (a *asking) closedDates(desk string) []time.Time {
	text, err := os.ReadFile(a.folder + "/" + desk + ".closed")
	check(err)
	var result []time.Time
	for _, word := range strings.Fields(string(text)) {
		date, err := time.Parse("2006-01-02", word)
		check(err)
		result = append(result, date)
	}
	return result
}

func (a *asking) bestRound(round func() float64) float64 {
	best := round()
	for spent := best; spent < a.seconds; {
		last := round()
		if last < best {
			best = last
		}
		spent += last
	}
	return best
}

// Times ask(row), which returns a whole number.
func (a *asking) measure(s *set, clock string, ask func(row int) int64) {
	answers := make([]int64, len(s.rows))
	timed := func(count int) float64 {
		begin := time.Now()
		for row := 0; row < count; row++ {
			answers[row] = ask(row)
		}
		return time.Since(begin).Seconds()
	}
	// A quarter of the time to warm up, over ever more rows; then the best of the rounds.
	count := 1
	last := timed(count)
	for spent := last; count < len(s.rows) && spent < a.seconds/4; spent += last {
		count *= 4
		if count > len(s.rows) {
			count = len(s.rows)
		}
		last = timed(count)
	}
	each := last / float64(count)
	count = int(a.seconds / 5 / each)
	if count < 4 {
		count = 4
	}
	if count > len(s.rows) {
		count = len(s.rows)
	}
	best := a.bestRound(func() float64 { return timed(count) })
	fmt.Fprintln(a.out, "set", s.name, clock, count, best/float64(count)*1e9)
	for _, answer := range answers[:count] {
		fmt.Fprintln(a.out, answer)
	}
}

func made(closed []time.Time) *cal.BusinessCalendar {
	desk := cal.NewBusinessCalendar()
	desk.SetWorkHours(7*time.Hour, 16*time.Hour)
	if os.Args[1] == "holidays" {
		for _, date := range closed {
			desk.AddHoliday(&cal.Holiday{
				Name:      "closed",
				Type:      cal.ObservancePublic,
				StartYear: date.Year(),
				EndYear:   date.Year(),
				Month:     date.Month(),
				Day:       date.Day(),
				Func:      cal.CalcDayOfMonth,
			})
		}
		return desk
	}
	type civil struct {
		year  int
		month time.Month
		day   int
	}
	dates := make(map[civil]bool, len(closed))
	for _, date := range closed {
		dates[civil{date.Year(), date.Month(), date.Day()}] = true
	}
	desk.WorkdayFunc = func(date time.Time) bool {
		weekday := date.Weekday()
		if weekday == time.Saturday || weekday == time.Sunday {
			return false
		}
		year, month, day := date.Date()
		return !dates[civil{year, month, day}]
	}
	return desk
}

func main() {
	a := newAsking()
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, module := range build.Deps {
			fmt.Fprintln(a.out, "version", strings.TrimPrefix(module.Version, "v"))
		}
	}
	moscow, err := time.LoadLocation("Europe/Moscow")
	check(err)
	const day = 24 * 60 * 60
	date := func(number int64) time.Time { return time.Unix(number*day, 0).UTC() }

	desks := map[string]*cal.BusinessCalendar{}
	for _, s := range a.sets {
		desk := desks[s.desk]
		if desk == nil {
			desk = made(a.closedDates(s.desk))
			desks[s.desk] = desk
		}
		first := make([]time.Time, len(s.rows))
		second := make([]time.Time, len(s.rows))
		for i, row := range s.rows {
			switch s.question {
			case "elapsed":
				first[i], second[i] = time.Unix(row[0], 0).In(moscow), time.Unix(row[2], 0).In(moscow)
			case "deadline", "is_open":
				first[i] = time.Unix(row[0], 0).In(moscow)
			case "days_between": // it counts both ends
				first[i], second[i] = date(row[0]), date(row[1]-1)
			case "add_days":
				first[i] = date(row[0])
			}
		}
		switch s.question {
		case "deadline":
			budget := time.Duration(s.rows[0][2]) * time.Second
			a.measure(s, "utc", func(row int) int64 { return desk.AddWorkHours(first[row], budget).Unix() })
		case "elapsed":
			a.measure(s, "none", func(row int) int64 {
				return int64(desk.WorkHoursInRange(first[row], second[row]) / time.Second)
			})
		case "is_open":
			a.measure(s, "none", func(row int) int64 {
				if desk.IsWorkTime(first[row]) {
					return 1
				}
				return 0
			})
		case "add_days":
			a.measure(s, "none", func(row int) int64 {
				return desk.WorkdaysFrom(first[row], int(s.rows[row][1])).Unix() / day
			})
		case "days_between":
			a.measure(s, "none", func(row int) int64 {
				return int64(desk.WorkdaysInRange(first[row], second[row]))
			})
		}
	}
	closed := a.closedDates("common")
	best := a.bestRound(func() float64 {
		begin := time.Now()
		made(closed)
		return time.Since(begin).Seconds()
	})
	fmt.Fprintln(a.out, "set common/make/desk none 0", best*1e9)
}
