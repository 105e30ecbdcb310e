#!/usr/bin/env bash
# A workbook whose cell holds 3 November 2026 in Excel's "short date" (built-in format 14), read by
# excelize's GetCellValue. Excel shows format 14 by the reader's own region: 03/11/2026 in France.
# Version: github.com/xuri/excelize/v2 v2.11.1, go 1.26. Date seen: 2026-11-28.
# Most people expect: the region's form or an ISO date; or that a culture can be chosen for French.
# Seen: "11-03-26", which reads as 11 March 1926 or 2026 in France, whatever the default options; the
# cultures offered are American, Chinese (two), Japanese and Korean, so only a pattern of one's own
# gives 03/11/2026. The raw value and the number of the format are what an importer can rely on.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
printf 'module constat\ngo 1.26\n' > go.mod
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	for _, opt := range []excelize.Options{{}, {CultureInfo: excelize.CultureNameEnUS}, {ShortDatePattern: "dd/mm/yyyy"}, {RawCellValue: true}} {
		book := excelize.NewFile(opt)
		style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			panic(err)
		}
		if err := book.SetCellValue("Sheet1", "A1", time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)); err != nil {
			panic(err)
		}
		if err := book.SetCellStyle("Sheet1", "A1", "A1", style); err != nil {
			panic(err)
		}
		shown, err := book.GetCellValue("Sheet1", "A1")
		fmt.Printf("culture %d, pattern %q, raw %v: %q %v\n", opt.CultureInfo, opt.ShortDatePattern, opt.RawCellValue, shown, err)
	}
}
GO
cat > want.txt <<'TXT'
culture 0, pattern "", raw false: "11-03-26" <nil>
culture 1, pattern "", raw false: "11-03-26" <nil>
culture 0, pattern "dd/mm/yyyy", raw false: "03/11/2026" <nil>
culture 0, pattern "", raw true: "46329" <nil>
TXT
export GOFLAGS=-mod=mod
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
go run . > got.txt
cat got.txt
diff -u want.txt got.txt || { echo "differs: excelize no longer shows a short date so" >&2; exit 1; }
echo "ok: excelize shows 3 November 2026, a short date, as 11-03-26"
