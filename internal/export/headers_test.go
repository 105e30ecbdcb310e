package export

import (
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// served are files of a site, of each zone and of none.
var served = []string{
	"/index.html", "/fiches/a/index.html", "/flux.xml", "/ressources/site-1.css", "/images/a.jpg", "/recherche/index.html", "/recherche/recueil-recherche.js", "/recherche/d/1.bin",
	"/recherche/f/1.bin", "/recherche/t/1.bin", "/recherche/v/1.bin", "/fichiers/a.pdf", "/fichiers/a.svg", "/fichiers/dossier/a.xml", "/fichiers/a.html",
	"/editions/bretagne/index.html", "/editions/bretagne/ressources/site-1.js", "/editions/bretagne/recherche/d/1.bin", "/editions/bretagne/fichiers/a.svg",
}

// TestHostsSendTheSameHeaders reads what each host is given as that host does: whichever it
// is, a file has the same headers, and « recueil serve » sends those that guard readers.
func TestHostsSendTheSameHeaders(t *testing.T) {
	for _, base := range []string{"", "/r"} {
		for _, file := range served {
			want := fromHostFile(string(hostHeaders(base)), base+file)
			if len(want) < len(always) {
				t.Errorf("%s: _headers gives %v", base+file, want)
			}
			for host, got := range map[string]map[string]string{
				"nginx": fromNginx(string(nginx(base)), base+file), "Apache": fromApache(string(apache(base)), base+file),
			} {
				if !maps.Equal(got, want) {
					t.Errorf("%s: %s sends\n%v\nand _headers gives\n%v", base+file, host, got, want)
				}
			}
			guards := canonical(Guards(strings.TrimPrefix(file, "/")))
			for _, elsewhere := range []string{"Cache-Control", "Access-Control-Allow-Origin"} {
				delete(want, elsewhere)
			}
			if !maps.Equal(guards, want) {
				t.Errorf("%s: serve sends\n%v\nwant\n%v", file, guards, want)
			}
		}
	}
}

// canonical writes the policies of a file as the directives that hold, each once: of two
// policies, both hold.
func canonical(headers map[string]string) map[string]string {
	const name = "Content-Security-Policy"
	directives := strings.FieldsFunc(headers[name], func(r rune) bool { return r == ';' || r == ',' })
	for i, d := range directives {
		directives[i] = strings.TrimSpace(d)
	}
	slices.Sort(directives)
	headers[name] = strings.Join(slices.Compact(directives), "; ")
	return headers
}

// fromHostFile reads _headers: every path that fits gives its headers.
func fromHostFile(text, file string) map[string]string {
	headers, fits := map[string]string{}, false
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if !strings.HasPrefix(line, " ") {
			pattern := regexp.QuoteMeta(strings.TrimSpace(line))
			pattern = strings.NewReplacer(`\*`, ".*", ":edition", "[^/]+").Replace(pattern)
			fits = regexp.MustCompile("^" + pattern + "$").MatchString(file)
		} else if fits && headers[name] != "" {
			headers[name] += ", " + value
		} else if fits {
			headers[name] = value
		}
	}
	return canonical(headers)
}

var (
	nginxLine  = regexp.MustCompile(`^\t?add_header (\S+) "(.*)" always;$`)
	nginxZone  = regexp.MustCompile(`^location ~\* "(.*)" \{$`)
	apacheLine = regexp.MustCompile(`^\t?Header always set (\S+) "(.*)"$`)
	apacheZone = regexp.MustCompile(`^<If "%\{REQUEST_URI\} =~ m#(.*)#i">$`)
)

// fromNginx reads what nginx includes: the first location that fits has its own headers
// alone.
func fromNginx(text, file string) map[string]string {
	own, inside, fits, found := map[string]string{}, false, false, false
	general := map[string]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if zone := nginxZone.FindStringSubmatch(line); zone != nil {
			inside = true
			fits = !found && regexp.MustCompile("(?i)"+zone[1]).MatchString(file)
			found = found || fits
		} else if h := nginxLine.FindStringSubmatch(line); h != nil && !inside {
			general[h[1]] = h[2]
		} else if h != nil && fits {
			own[h[1]] = h[2]
		}
	}
	if found {
		return canonical(own)
	}
	return canonical(general)
}

// fromApache reads what Apache includes: what is set last counts.
func fromApache(text, file string) map[string]string {
	headers, fits := map[string]string{}, true
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if zone := apacheZone.FindStringSubmatch(line); zone != nil {
			fits = regexp.MustCompile("(?i)" + zone[1]).MatchString(file)
		} else if h := apacheLine.FindStringSubmatch(line); h != nil && fits {
			headers[h[1]] = h[2]
		}
	}
	return canonical(headers)
}

// TestRealServers asks nginx and Apache, where this machine has them, for each file: they
// take what they are to include, and send what _headers says.
func TestRealServers(t *testing.T) {
	for _, c := range []struct {
		name     string
		flags    []string // before the name of the settings
		settings string
	}{
		{"nginx", []string{"-c"}, "daemon off; pid FOLDER/pid; error_log stderr; events {}\n" +
			"http { access_log off; client_body_temp_path FOLDER/a; proxy_temp_path FOLDER/b; fastcgi_temp_path FOLDER/c; uwsgi_temp_path FOLDER/d; scgi_temp_path FOLDER/e;\n" +
			"server { listen ADDRESS; root FOLDER/site; include FOLDER/included.conf; } }\n"},
		{"apache2", []string{"-X", "-f"}, "ServerName essai.example.org\nListen ADDRESS\nPidFile FOLDER/pid\nErrorLog FOLDER/errors\nDefaultRuntimeDir FOLDER\nDocumentRoot FOLDER/site\n" +
			"LoadModule mpm_event_module MODULES/mod_mpm_event.so\nLoadModule authz_core_module MODULES/mod_authz_core.so\nLoadModule headers_module MODULES/mod_headers.so\n" +
			"<Directory FOLDER/site>\nRequire all granted\n</Directory>\nInclude FOLDER/included.conf\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			binary, err := exec.LookPath(c.name)
			if err != nil {
				t.Skipf("%s is not on this machine", c.name)
			}
			folder := t.TempDir()
			included := map[string][]byte{"nginx": nginx(""), "apache2": apache("")}[c.name]
			address := freeAddress(t)
			settings := strings.NewReplacer("FOLDER", folder, "ADDRESS", address, "MODULES", filepath.Join(filepath.Dir(binary), "../lib/apache2/modules")).Replace(c.settings)
			if c.name == "nginx" && os.Getuid() == 0 {
				settings = "user root;" + settings
			}
			for name, data := range map[string][]byte{"included.conf": included, "settings.conf": []byte(settings)} {
				put(t, filepath.Join(folder, name), data)
			}
			for _, file := range served {
				put(t, filepath.Join(folder, "site", file), []byte("x"))
			}
			for _, dir := range []string{folder, filepath.Dir(folder)} { // Apache gives up its rights
				if err := os.Chmod(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			server := exec.Command(binary, append(c.flags, filepath.Join(folder, "settings.conf"))...)
			if err := server.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { server.Process.Signal(os.Interrupt); server.Wait() })
			for _, file := range served {
				sent := answer(t, "http://"+address+file)
				want := fromHostFile(string(hostHeaders("")), file)
				got := map[string]string{}
				for name := range want {
					got[name] = strings.Join(sent.Values(name), ", ")
				}
				if got = canonical(got); !maps.Equal(got, want) {
					t.Errorf("%s: got %v, want %v", file, got, want)
				}
			}
		})
	}
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// answer asks for a file, which must be there, until the server is up.
func answer(t *testing.T, address string) http.Header {
	t.Helper()
	var problem error
	for range 200 {
		r, err := http.Get(address)
		if err == nil {
			io.Copy(io.Discard, r.Body)
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return r.Header
			}
			err = fmt.Errorf("%s: %s", address, r.Status)
		}
		problem = err
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(problem)
	return nil
}
