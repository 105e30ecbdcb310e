// Package images makes the pictures of content/images ready for pages: a few
// widths, without what a camera writes beside the picture.
//
// Process takes one file and returns its variants. It knows no folder and no page:
// the caller reads the file, publishes the variants under their names and puts
// their sizes in the page. Nothing here depends on the clock, on the order of calls or on
// the processor, so the same file gives the same bytes everywhere.
//
// # What goes in
//
// JPEG, PNG, still GIF, still WebP and SVG, recognised by their first bytes and not
// by the name of the file. MaxBytes and MaxPixels are checked on the header, before anything
// is decoded, since a file of a few kilobytes may claim to be the size of a house.
// The decoded picture is the most that is held: 2 to 4 bytes a pixel, 15 at worst
// (progressive JPEG).
//
// # What comes out
//
// Two or three widths of 480, 960 and 1600 pixels: a picture is never enlarged, the
// last variant has the original's own width when that is smaller than 1600, and a
// width within a fifth of the last one is left out, as it would save nothing.
//
// Photographs become JPEG of quality 80. PNG is kept for what JPEG spoils: pictures with
// transparency, and drawings and screenshots, which are known by having at most 4096
// colours. GIF always falls among these; a JPEG stays a JPEG.
//
// There is no WebP or AVIF output. Readers would save about a quarter on photographs, but no
// encoder of either in Go alone is well kept, and one in C would
// end the build on any machine with only Go. WebP is read, because editors paste it.
//
// Metadata (place, camera, author, thumbnails) stays behind, for decoding and
// encoding again copies none of it. The orientation that cameras write in EXIF is
// applied first. Colour profiles are lost with the rest: a picture in Display P3 or
// Adobe RGB is shown a little duller than on the phone that took it.
//
// # Scaling
//
// The filter is Catmull-Rom, widened to the scale as for any reduction, in integer
// arithmetic, row by row. Package golang.org/x/image/draw has the same filter, and
// the tests compare the two, but it computes in floating point, which processors with
// a fused multiply-add round in their own way: an arm64 laptop and an amd64 server
// would publish different files. It also holds 32 bytes for each pixel between its two
// passes, 150 MB for a telephone's photograph. Each width is made from the next larger one.
//
// # SVG
//
// SVG is passed through unchanged after a check, since a reader may open it as a
// page of the site, where its scripts would run. What is known to be harmless is let
// in and the rest refused: see svg.go.
//
// # Cache
//
// Scaling is slow, so Process asks a Cache first, under a key made of the file's
// content, the parameters above and the versions of this package and of Go, whose encoders may
// change their bytes. Dir is a cache in a folder.
package images
