// Package publish puts a finished site where readers find it.
//
// The pipeline hands each file to a Sink as it is made. There are two: Folder, for
// a site on disk, and Memory, for serving and for tests.
//
// # How a folder is replaced
//
// Readers must never meet half a site, and a failed build must leave the last good
// one. A Folder therefore writes to a fresh folder beside its target and, when
// everything is there, exchanges the two in one step of the file system
// (renameat2 with RENAME_EXCHANGE on Linux, renamex_np with RENAME_SWAP on macOS);
// then it removes the former site. Where the system or the file system has no such
// step, the target is renamed away and the fresh folder renamed in. A process
// killed between these two renames leaves no target; the next build puts the former
// site back before anything else. For a target named public, the folders and the
// file that exist beside it during a build are:
//
//	.public.recueil-neuf     the fresh site; after the exchange, the former one
//	.public.recueil-ancien   the former site, between the two renames
//	.public.recueil-travail  what a build puts on the disk for itself: see [Folder.Scratch]
//	.public.recueil-verrou   the lock, held for the length of the build
//
// A second build of the same target fails at once with a LockedError. The lock is
// the system's own, so that it ends with its process even when that is killed; what
// a killed build left is removed by the next NewFolder. Files are not flushed to
// the disk one by one, which would cost more than building again: after a power
// cut, build again.
//
// A file that has the same name, bytes and mode as in the former site is not
// written but hard-linked from it. Besides being quicker, this keeps its date, which is
// what copying tools look at. Where links are refused, the file is written. [Folder.Keep]
// does so without the bytes being made, from their digest.
//
// # What is never replaced
//
// The whole folder is replaced, so a mistyped --out must not cost anyone their
// documents. Each site holds a file named .recueil, and a folder that has files but
// not this one is refused with a RefusedError. So are the root of the file system,
// a folder that is or contains the user's home or the working directory, and one
// that holds a git repository, even if recueil made the rest of it.
//
// Each site lists its files with their digests in [ManifestName]. A file that is not
// in the list of the site to be replaced, such as a host's .htaccess, is not
// recueil's to remove: it stops the build with a ForeignError, or is kept when that
// is asked for. [Verify] compares a published site with its list.
//
// A program that keeps the target open, or has it as its working directory (a web
// server started inside it), still sees the former, removed folder after the
// exchange: start such servers one folder higher. A mount point cannot be renamed,
// so the target must be a folder inside the mounted volume.
package publish
