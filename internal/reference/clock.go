package reference

import (
	"time"
	_ "time/tzdata" // the same hours on a machine that has no table of them
)

// clocks are the time zones of the territories that do not have the hour of Paris, by the
// canonical form of what contains them (IANA, tz database).
var clocks = map[string]*time.Location{
	"reg-01":  clock("America/Guadeloupe"),
	"reg-02":  clock("America/Martinique"),
	"reg-03":  clock("America/Cayenne"),
	"reg-04":  clock("Indian/Reunion"),
	"reg-06":  clock("Indian/Mayotte"),
	"com-975": clock("America/Miquelon"),
	"com-977": clock("America/St_Barthelemy"),
	"com-978": clock("America/Marigot"),
	"com-984": clock("Indian/Kerguelen"),
	"com-986": clock("Pacific/Wallis"),
	"com-987": clock("Pacific/Tahiti"),
	"com-988": clock("Pacific/Noumea"),
	"com-989": clock("Etc/GMT+8"),
}

var paris = clock("Europe/Paris")

// clock returns a time zone of the tables above, which are in the binary.
func clock(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// Clock is the time zone of a territory: that of Paris, of the zero one too, unless it
// is overseas. Of Polynésie française it is Tahiti's.
func (t Territory) Clock() *time.Location {
	if zone, ok := clocks[t.Outermost().ID()]; ok {
		return zone
	}
	return paris
}
