// Package probe asks other sites whether the pages that we link to are still
// there.
//
// It is polite: a site is asked one thing a second at most, for the headers of
// the page first (HEAD), for the page only when those are refused or the page is
// said not to be there (GET, of which nothing is read). An answer is remembered
// for a week, a bad one for a day, in a file that says when each was had. It
// knows nothing of documents, and has no clock of its own.
package probe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Answer is what asking for a page has shown.
type Answer struct {
	Day     string  `json:"jour"`            // of the asking: "2026-11-22"
	Status  int     `json:"statut"`          // of HTTP; 0 when no answer came
	Failure Failure `json:"echec,omitempty"` // why none came
}

// Failure says why a site gave no answer.
type Failure string

const (
	NoHost   Failure = "nom"   // no machine has that name
	TimedOut Failure = "delai" // nothing came in time
	Refused  Failure = "refus" // the connection was refused or cut
	Insecure Failure = "certificat"
)

// Alive reports whether the page is there as far as a machine can tell: a site
// that asks for a password, or has no wish to be asked by machines, is.
func (a Answer) Alive() bool {
	switch a.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons:
		return true
	}
	return a.Status >= 200 && a.Status < 400 || a.Status > 599
}

// Clock is the time of day, and how to let it pass.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Prober asks. Memory is filled as it goes; the caller reads and keeps it.
type Prober struct {
	Transport http.RoundTripper
	Clock     Clock
	Memory    Memory
}

const (
	between   = time.Second      // two things asked of one host
	patience  = 15 * time.Second // for one answer
	atOnce    = 8                // hosts
	redirects = 10
)

// Ask asks for each address, an http or https one, unless its answer is
// remembered. The answers come by address. The error is the context's: what was
// answered before it is in the memory.
func (p *Prober) Ask(ctx context.Context, addresses []string) (map[string]Answer, error) {
	today := p.Clock.Now()
	answers := map[string]Answer{}
	byHost := map[string][]string{}
	for _, address := range addresses {
		if a, ok := p.Memory.recall(address, today); ok {
			answers[address] = a
		} else if u, err := url.Parse(address); err == nil && !slices.Contains(byHost[u.Host], address) {
			byHost[u.Host] = append(byHost[u.Host], address)
		}
	}
	var lock sync.Mutex
	turns := &turns{clock: p.Clock, next: map[string]time.Time{}}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, list := range byHost {
		group.Go(func() error {
			for _, address := range list {
				a, err := p.ask(ctx, turns, address)
				if err != nil {
					return err
				}
				a.Day = today.Format(time.DateOnly)
				lock.Lock()
				answers[address], p.Memory[address] = a, a
				lock.Unlock()
			}
			return nil
		})
	}
	err := group.Wait()
	return answers, err
}

// ask asks for one page. The error is the context's.
func (p *Prober) ask(ctx context.Context, turns *turns, address string) (Answer, error) {
	client := &http.Client{Transport: p.Transport, Timeout: patience, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) >= redirects {
			return http.ErrUseLastResponse
		}
		return turns.take(r.Context(), r.URL.Host)
	}}
	a, err := once(ctx, client, turns, http.MethodHead, address)
	if err != nil || a.Alive() && a.Status < 400 || a.Failure == NoHost {
		return a, err
	}
	return once(ctx, client, turns, http.MethodGet, address)
}

func once(ctx context.Context, client *http.Client, turns *turns, method, address string) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return Answer{Failure: Refused}, nil
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; recueil; link check)")
	request.Header.Set("Accept-Language", "fr,*;q=0.5")
	if err := turns.take(ctx, request.URL.Host); err != nil {
		return Answer{}, err
	}
	response, err := client.Do(request)
	if err != nil {
		return Answer{Failure: failureOf(err)}, ctx.Err()
	}
	response.Body.Close()
	return Answer{Status: response.StatusCode}, nil
}

func failureOf(err error) Failure {
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return NoHost
	case errors.As(err, &timeout) && timeout.Timeout():
		return TimedOut
	case strings.Contains(err.Error(), "x509: ") || strings.Contains(err.Error(), "tls: "):
		return Insecure
	}
	return Refused
}

// turns hands out the moments at which each host may be asked.
type turns struct {
	clock Clock
	lock  sync.Mutex
	next  map[string]time.Time
}

// take waits for the host's next turn. The error is the context's.
func (t *turns) take(ctx context.Context, host string) error {
	t.lock.Lock()
	now := t.clock.Now()
	at := t.next[host]
	if at.Before(now) {
		at = now
	}
	t.next[host] = at.Add(between)
	t.lock.Unlock()
	if err := t.clock.Sleep(ctx, at.Sub(now)); err != nil {
		return fmt.Errorf("wait for %s: %w", host, err)
	}
	return nil
}
