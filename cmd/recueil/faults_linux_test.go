package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
