# One line a target: what each does is the command it runs. `make site` and
# `make test` need Go, git and make only.
.PHONY: editeurs site build test egalite race lint types golden fuzz pannes bench bench-hugo bench-serve bench-parts bench-editions bench-recherche browser lighthouse check atelier man licences sbom vuln forges dist reproductible processeurs

# What make fuzz runs, and how long each: make fuzz FUZZ=FuzzLoad FUZZTIME=10m
FUZZ = .*
FUZZTIME = 1m
# Which web editor make editeurs drives: make editeurs EDITEUR=decap
EDITEUR = .*

site: build ; bin/recueil build
build: ; go build -trimpath -o bin/recueil ./cmd/recueil
test: ; go test ./...
egalite: ; go test ./internal/site -run 'TestProofsEqualBuilds|TestWarmBuildsEqualCold' -retouches 220 -timeout 1h -v
race: ; go test -race ./...
lint: ; files=$$(gofmt -l cmd internal assets templates); test -z "$$files" || { echo "gofmt would change: $$files"; exit 1; } && go vet ./... && go tool staticcheck ./...
types: ; cd internal/browsertest && npx tsc --noEmit -p ../../assets/tsconfig.json
golden: ; go test ./internal/site ./internal/export ./internal/browsertest ./cmd/recueil -update
fuzz: ; .ci/fuzz '$(FUZZ)' $(FUZZTIME)
pannes: ; go test ./cmd/recueil -run '^(TestKilledBuilds|TestAnyCallMayFail|TestFaultsLeaveTheOldSite)$$' -pannes 360 -timeout 2h -count=1 -v && go test ./internal/search -run '^TestAlteredFiles' -alterations 1000 -timeout 1h -count=1 -v
bench: ; go test ./internal/bench -run TestMeasure -mesure 1000,10000,50000 -timeout 2h -v
bench-hugo: ; go test ./internal/bench -run TestMeasure -mesure 1000,10000 -hugo -timeout 2h -v
bench-serve: ; go test ./internal/bench -run TestMeasureServe -mesure 10000 -enregistrements 1000 -timeout 2h -v
bench-parts: ; go test ./... -run '^$$' -bench . -benchmem
bench-editions: ; go test ./internal/site -run '^$$' -bench Editions -benchtime 1x -timeout 1h
bench-recherche: ; go test ./internal/search -run TestMeasure -mesure 1000,10000,50000 -timeout 3h -v
browser: ; RECUEIL_NAVIGATEUR=exige go test ./internal/browsertest
lighthouse: site ; RECUEIL_SITE=$(CURDIR)/public go test ./internal/browsertest -run '^Test(Lighthouse|LongTasks)$$' -lighthouse 5 -timeout 1h -count=1 -v
editeurs: ; go test ./internal/browsertest -run "^TestWebEditors$$/$(EDITEUR)" -editeurs 40 -timeout 1h -count=1 -v
check: build ; bin/recueil check
man: build ; bin/recueil man --out man
atelier: ; cd internal/editor/texte && npm ci && cd ../../.. && go test ./internal/editor -run TestBundle -update
# What follows runs programs pinned here, which go.mod would make ours. go-licenses and
# cyclonedx-gomod read the modules that the command is built of.
tools = mkdir -p bin && GOFLAGS= GOBIN=$(CURDIR)/bin go install
licences: ; $(tools) github.com/google/go-licenses@v1.6.0 && .ci/licences bin/go-licenses
sbom: build ; $(tools) github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0 && bin/cyclonedx-gomod bin -json -std -noserial -notimestamp -output bin/recueil.cdx.json bin/recueil
vuln: ; $(tools) golang.org/x/vuln/cmd/govulncheck@v1.9.0 && { bin/govulncheck ./cmd/recueil || { r=$$?; test $$r -eq 3 || echo "the base of vulnerabilities cannot be reached: nothing was checked"; exit $$r; }; }
forges: build ; .ci/forges
dist: ; .ci/dist
reproductible: ; .ci/reproducible
processeurs: ; .ci/processors
