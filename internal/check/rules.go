package check

import (
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// rule is how check finds one rule of diag. Its functions say what it looks at:
// the whole collection, each document by itself, or each document in an edition.
type rule struct {
	of    *diag.Rule
	cost  cost
	needs func(Options) bool // beside the collection; nil is nothing

	collection func(*survey) []diag.Diagnostic
	document   func(*survey, *content.Document) []diag.Diagnostic
	view       func(*survey, *edition.View, *content.Document) []diag.Diagnostic
}

// cost is who waits for a rule.
type cost int

const (
	cheap    cost = iota // a build
	thorough             // the check command alone: it reads every text closely, or needs what a build has not
)

func dictionary(o Options) bool { return o.Dictionary != nil }
func answers(o Options) bool    { return o.Answers != nil }
func formerly(o Options) bool   { return o.Former != nil }

// rules are those that check looks for, once each. A function reports its own
// rule and no other.
var rules = []rule{
	// What documents and settings name.
	{of: diag.UnknownSector, document: unknownSectors, collection: unknownEditionSectors},
	{of: diag.UnknownTheme, document: unknownThemes},
	{of: diag.UnknownSize, document: unknownSizes},
	{of: diag.UnknownDocument, document: unknownDocuments, collection: unknownSiteDocuments},
	{of: diag.BadLoan, collection: badLoans},
	{of: diag.UnknownRule, document: unknownRules},
	{of: diag.MissingImage, document: missingImages, collection: missingLogos},
	{of: diag.BadFileName, collection: badFileNames},
	{of: diag.DuplicatedSlug, document: takenAliases, collection: takenAddresses},
	{of: diag.BrokenLink, document: brokenLinks},
	{of: diag.BrokenAnchor, document: brokenAnchors, view: missingAnchors},

	// What readers would trip over.
	{of: diag.PaleColour, collection: paleColours},
	{of: diag.HeavyImage, document: heavyImages},
	{of: diag.MissingCredit, document: missingCredit},
	{of: diag.MissingStory, document: missingStory},
	{of: diag.NoTerritory, document: missingTerritory},
	{of: diag.EchoedTitle, document: echoedTitle},

	// What one edition shows otherwise, or at its date.
	{of: diag.LinkLeaves, view: leavingLinks},
	{of: diag.NoRespondent, view: missingRespondent},
	{of: diag.ReviewPast, view: pastReview},
	{of: diag.StaleAid, view: staleAid},
	{of: diag.FutureDate, view: futureDates},
	{of: diag.ConsentExpired, view: expiredConsent},
	{of: diag.NameRepeated, view: repeatedNames},
	{of: diag.NameRemains, view: remainingNames},
	{of: diag.FirmNamed, view: namesOfFirms},
	{of: diag.EmptyHeading, view: emptyHeadings},

	// What only a close reading finds.
	{of: diag.NearDuplicate, cost: thorough, collection: nearDuplicates},
	{of: diag.UnexplainedAcronym, cost: thorough, document: unexplainedAcronyms},
	{of: diag.UnexplainedJargon, cost: thorough, document: unexplainedJargon},
	{of: diag.LongSentence, cost: thorough, document: longSentences},
	{of: diag.Misspelt, cost: thorough, needs: dictionary, document: misspelt},

	// What an editor has to say before readers come.
	{of: diag.ExampleAddress, cost: thorough, collection: exampleAddresses},
	{of: diag.NoContact, cost: thorough, collection: editionsWithoutContact},
	{of: diag.UnfilledPage, view: unfilledPages},

	// What has to be asked for.
	{of: diag.DeadLink, cost: thorough, needs: answers, document: deadLinks},
	{of: diag.BrokenPromise, cost: thorough, needs: formerly, collection: brokenPromises},
}
