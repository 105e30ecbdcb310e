package main

import (
	"fmt"
	"os"
	"runtime/pprof"

	"github.com/spf13/cobra"
)

// startProfile writes a profile of the processor's time when --profil asks for it,
// from here to the command's end.
func (a *app) startProfile(c *cobra.Command, _ []string) error {
	name, err := c.Flags().GetString("profil")
	if err != nil || name == "" {
		return err
	}
	if a.profile, err = os.Create(name); err != nil {
		return fmt.Errorf("create profile: %w", err)
	}
	return pprof.StartCPUProfile(a.profile)
}

// endProfile finishes the profile, if there is one.
func (a *app) endProfile() error {
	if a.profile == nil {
		return nil
	}
	pprof.StopCPUProfile()
	if err := a.profile.Close(); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	return nil
}
