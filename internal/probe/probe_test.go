package probe

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a clock that only sleeping moves, for each sleeper apart: it notes
// how long each sleep was asked to be.
type clock struct {
	lock   sync.Mutex
	now    time.Time
	sleeps []time.Duration
}

func (c *clock) Now() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.sleeps = append(c.sleeps, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

// site is a web site that notes what it is asked.
func site(t *testing.T) (address string, asked *[]string) {
	t.Helper()
	var lock sync.Mutex
	asked = &[]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		*asked = append(*asked, r.Method+" "+r.URL.Path)
		lock.Unlock()
		switch r.URL.Path {
		case "/here":
		case "/headless":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusNotFound)
			}
		case "/moved":
			http.Redirect(w, r, "/here", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/private":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func prober() (*Prober, *clock) {
	c := &clock{now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	return &Prober{Transport: http.DefaultTransport, Clock: c, Memory: Memory{}}, c
}

func TestAsk(t *testing.T) {
	address, asked := site(t)
	for _, tt := range []struct {
		path   string
		status int
		alive  bool
		asked  string
	}{
		{"/here", 200, true, "HEAD /here"},
		{"/headless", 200, true, "HEAD /headless GET /headless"},
		{"/moved", 200, true, "HEAD /moved HEAD /here"},
		{"/private", 403, true, "HEAD /private GET /private"},
		{"/broken", 500, false, "HEAD /broken GET /broken"},
		{"/gone", 404, false, "HEAD /gone GET /gone"},
	} {
		t.Run(tt.path, func(t *testing.T) {
			*asked = nil
			p, _ := prober()
			answers, err := p.Ask(context.Background(), []string{address + tt.path})
			a := answers[address+tt.path]
			if err != nil || a.Status != tt.status || a.Alive() != tt.alive || a.Day != "2026-11-22" {
				t.Errorf("got %+v, alive %v, %v", a, a.Alive(), err)
			}
			if got := strings.Join(*asked, " "); got != tt.asked {
				t.Errorf("asked %s, want %s", got, tt.asked)
			}
		})
	}
}

// TestAskIsPolite asks three pages of one site, one of which redirects: a second
// passes between any two requests.
func TestAskIsPolite(t *testing.T) {
	address, asked := site(t)
	p, c := prober()
	start := c.now
	if _, err := p.Ask(context.Background(), []string{address + "/here", address + "/moved", address + "/gone", address + "/here"}); err != nil {
		t.Fatal(err)
	}
	if len(*asked) != 5 {
		t.Errorf("asked %s, want 5 requests", *asked)
	}
	if got, want := c.now.Sub(start), 4*time.Second; got != want {
		t.Errorf("took %s, want %s: %v", got, want, c.sleeps)
	}
}

func TestRedirectsEnd(t *testing.T) {
	address, asked := site(t)
	p, _ := prober()
	if _, err := p.Ask(context.Background(), []string{address + "/round"}); err != nil {
		t.Fatal(err)
	}
	if n := len(*asked); n > 2*(redirects+1) {
		t.Errorf("asked %d times", n)
	}
}

func TestAskRemembers(t *testing.T) {
	address, asked := site(t)
	day := func(n int) string { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }
	for _, tt := range []struct {
		name   string
		answer Answer
		asks   bool
	}{
		{"good, today", Answer{Day: day(22), Status: 200}, false},
		{"good, six days ago", Answer{Day: day(16), Status: 200}, false},
		{"good, eight days ago", Answer{Day: day(14), Status: 200}, true},
		{"good, tomorrow", Answer{Day: day(23), Status: 200}, true},
		{"bad, today", Answer{Day: day(22), Status: 404}, false},
		{"bad, yesterday", Answer{Day: day(21), Status: 404}, true},
		{"without a day", Answer{Status: 200}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			*asked = nil
			p, _ := prober()
			p.Memory = ReadMemory(Memory{address + "/here": tt.answer}.Bytes())
			if _, err := p.Ask(context.Background(), []string{address + "/here"}); err != nil {
				t.Fatal(err)
			}
			if got := len(*asked) > 0; got != tt.asks {
				t.Errorf("asked %v, want %v", got, tt.asks)
			}
			if p.Memory[address+"/here"].Day < tt.answer.Day && tt.asks && tt.answer.Day <= day(22) {
				t.Errorf("remembers %+v", p.Memory)
			}
		})
	}
	if got := len(ReadMemory([]byte("{nonsense"))); got != 0 {
		t.Errorf("nonsense is remembered as %d answers", got)
	}
}

// TestFailures asks sites that do not answer.
func TestFailures(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	secure.Config.ErrorLog = nil
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer slow.Close()
	for _, tt := range []struct {
		name, address string
		want          []Failure
	}{
		{"closed", closed.URL, []Failure{Refused}},
		{"self-signed", secure.URL, []Failure{Insecure}},
		{"slow", slow.URL, []Failure{TimedOut}},
		{"no host", "http://absent.invalid/", []Failure{NoHost, Refused, TimedOut}}, // as the machine's resolver has it
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, _ := prober()
			p.Transport = &http.Transport{TLSClientConfig: &tls.Config{}, ResponseHeaderTimeout: 50 * time.Millisecond}
			answers, err := p.Ask(context.Background(), []string{tt.address})
			a := answers[tt.address]
			if err != nil || a.Alive() || !slices.Contains(tt.want, a.Failure) {
				t.Errorf("got %+v, %v, want %s", a, err, tt.want)
			}
		})
	}
}

func TestAskStops(t *testing.T) {
	address, asked := site(t)
	p, _ := prober()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := p.Ask(ctx, []string{address + "/here"}); err == nil || len(*asked) > 0 {
		t.Errorf("got %v after asking %s", err, *asked)
	}
}
