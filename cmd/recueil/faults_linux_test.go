package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faults are what stops a build that writes, each on a disk of its own, and what the
// command says of it.
var faults = []struct{ name, harm, says string }{
	{"plein", `dd if=/dev/zero of=disque/reste bs=4k`, `: le disque est plein$`},
	{"presque-plein", `dd if=/dev/zero of=disque/reste bs=4k; truncate -s -60k disque/reste`, `: le disque est plein$`}, // a write is cut short
	{"en-lecture-seule", `mount -o remount,ro disque`, `: le disque est en lecture seule$`},
	{"attache", `mount --bind disque/public disque/public`, `disque/public : un disque y est attaché, `}, // which cannot be renamed
}

// TestFaultsLeaveTheOldSite writes to real disks that fail: the former site stands
// whole, nothing is beside it, and one line says why.
func TestFaultsLeaveTheOldSite(t *testing.T) {
	t.Parallel()
	if err := exec.Command("unshare", "-rm", "true").Run(); err != nil {
		t.Skipf("this machine lets nobody mount a disk of their own: %v", err)
	}
	s := newSwitched(t)
	builds := func(version int) string { return strings.Join(s.command(version, "disque/public").Args, " ") }
	var script strings.Builder
	script.WriteString("mkdir disque vu\n")
	for _, f := range faults {
		script.WriteString(strings.NewReplacer("NOM", f.name, "AVANT", builds(0), "FAUTE", f.harm, "APRES", builds(1)).Replace(`
mount -t tmpfs -o size=16m recueil disque
AVANT >/dev/null || exit 9
{ FAUTE; } 2>/dev/null || true
APRES --sans-cache >NOM.dit 2>&1; echo "code $?" >>NOM.dit
rm -f disque/reste
cp -a disque vu/NOM
umount disque/public 2>/dev/null; umount disque
`))
	}
	c := exec.Command("unshare", "-rm", "sh", "-c", script.String())
	c.Dir = s.dir
	s.run(t, c)
	for _, f := range faults {
		said, err := os.ReadFile(filepath.Join(s.dir, f.name+".dit"))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(said), "\n")
		if len(lines) != 3 || !regexp.MustCompile("^recueil : .*"+f.says).MatchString(lines[0]) || lines[1] != "code 1" {
			t.Errorf("%s: the command says\n%s", f.name, said)
		}
		after := &switched{dir: filepath.Join(s.dir, "vu", f.name), site: ".", manifest: s.manifest}
		if after.look(t); after.stands != 0 {
			t.Errorf("%s: another site stands", f.name)
		}
		after.wantAlone(t)
	}
}

// TestAnyCallMayFail makes one call to the system fail in each build, whichever it is.
// The build does without, or stops with one line in French; the site in place is whole,
// and the next build leaves nothing beside it. It belongs to make pannes.
func TestAnyCallMayFail(t *testing.T) {
	t.Parallel()
	if *kills < 200 {
		t.Skip("make pannes runs it")
	}
	if err := exec.Command("strace", "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("strace does not run here: %v", err)
	}
	s := newSwitched(t)
	s.build(t, 0)
	calls := []string{"openat", "linkat", "mkdirat", "renameat2,renameat", "unlinkat", "fchmod,fchmodat", "getdents64", "newfstatat", "flock", "close", "read,pread64"}
	errnos := []string{"ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE", "EBUSY"}
	r, seen := rand.New(rand.NewPCG(17, 2026)), map[string]int{}
	for i := range *kills {
		call, errno, to := calls[i%len(calls)], errnos[r.IntN(len(errnos))], 1-s.stands
		fault := fmt.Sprintf("inject=%s:error=%s:when=%d", call, errno, 1+r.IntN(1<<r.IntN(9)))
		build := s.command(to, filepath.Join(s.site, "public"))
		c := exec.Command("strace", slices.Concat([]string{"-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "-e", "trace=" + call, "-e", fault}, build.Args)...)
		var complained bytes.Buffer
		c.Dir, c.Stderr = s.dir, &complained
		err := c.Run()
		s.look(t)
		switch said := complained.String(); {
		case c.ProcessState.ExitCode() == 127:
			seen["is not loaded"]++
		case err == nil && s.stands == to:
			seen["does without"]++
		case c.ProcessState.ExitCode() == exitProblem && strings.HasPrefix(said, "recueil : ") && strings.Count(said, "\n") == 1:
			seen["stops and says why"]++
			if strings.Contains(said, "--verbose") {
				seen["of these, without a cause"]++
				t.Logf("%s: %s", fault, said)
			}
		default:
			t.Errorf("%s: %v, and the command says\n%.2000s", fault, err, said)
		}
		s.build(t, to)
	}
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		t.Logf("%s: %d", what, seen[what])
	}
}
