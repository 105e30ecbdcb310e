# One line a target: what each does is the command it runs. `make site` and
# `make test` need Go, git and make only.
.PHONY: site build test race lint types golden fuzz bench bench-recherche browser check

site: build ; bin/recueil build
build: ; go build -trimpath -o bin/recueil ./cmd/recueil
test: ; go test ./...
race: ; go test -race ./...
lint: ; test -z "$$(gofmt -l cmd internal assets templates | tee /dev/stderr)" && go vet ./... && go tool staticcheck ./...
types: ; cd internal/browsertest && npx tsc --noEmit -p ../../assets/tsconfig.json
golden: ; go test ./internal/site ./cmd/recueil -update
fuzz: ; go test ./internal/content -run '^$$' -fuzz FuzzLoad -fuzztime 60s && go test ./internal/markdown -run '^$$' -fuzz FuzzParse -fuzztime 60s && go test ./internal/search -run '^$$' -fuzz FuzzExport -fuzztime 60s
bench: ; go test ./... -run '^$$' -bench . -benchmem
bench-recherche: ; go test ./internal/search -run TestMeasure -mesure 1000,10000,50000 -timeout 3h -v
browser: ; RECUEIL_NAVIGATEUR=exige go test ./internal/browsertest
check: build ; bin/recueil check
