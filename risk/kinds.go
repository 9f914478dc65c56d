package risk

import "iter"

// LibraryEntry is an entry of a starter list: a word to begin with, in this library's
// own words. Registers hold free text; nothing depends on these lists.
type LibraryEntry struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	About string `json:"about"`
	// Affects are the properties that such a thing usually concerns.
	Affects []Property `json:"affects,omitzero"`
}

// Threats yields a starter list of threats to information.
func Threats() iter.Seq[LibraryEntry] {
	c, i, a := Confidentiality, Integrity, Availability
	return library([]LibraryEntry{
		{"credential theft", "Stolen credential", "Somebody signs in with an account that is not theirs, after phishing, reuse or theft of a token.", []Property{c, i, a}},
		{"ransomware", "Extortion by encryption", "Data and systems are made unusable, and often copied before, to extort money.", []Property{c, i, a}},
		{"malware", "Malicious software", "Code that somebody runs unknowingly gives control or data away.", []Property{c, i, a}},
		{"exploited flaw", "Exploited flaw", "A known or unknown flaw of a reachable system is used to get in.", []Property{c, i, a}},
		{"supplier compromise", "Compromised supplier", "An attacker comes through a service, an update or a component of somebody trusted.", []Property{c, i, a}},
		{"insider misuse", "Misuse by an insider", "Somebody with rightful access takes or changes what they should not.", []Property{c, i}},
		{"mistake", "Mistake in operation", "A wrong command, a wrong recipient, a wrong setting.", []Property{c, i, a}},
		{"failed change", "Failed change", "An update or migration breaks what worked.", []Property{i, a}},
		{"denial of service", "Flooding", "A service is kept busy until nobody can use it.", []Property{a}},
		{"equipment failure", "Failure of equipment", "Hardware or media fail.", []Property{i, a}},
		{"provider outage", "Outage of a provider", "A cloud, network or energy provider is down or gives up.", []Property{a}},
		{"loss or theft", "Lost or stolen equipment", "A device or medium leaves the organization's hands.", []Property{c, a}},
		{"fire or water", "Fire, water, weather", "A place or what is in it is damaged.", []Property{a}},
		{"intrusion on site", "Intrusion on site", "Somebody enters rooms that are closed to them.", []Property{c, i, a}},
		{"absence", "Absence of key people", "Those who know are ill, leave or cannot be reached.", []Property{a}},
		{"eavesdropping", "Eavesdropping", "Traffic, screens or talk are overheard.", []Property{c}},
		{"legal access", "Access by foreign authorities", "Data must be handed over under a law that applies to a provider.", []Property{c}},
		{"fraud", "Fraud by pretence", "Somebody is talked into a payment or a disclosure.", []Property{c, i}},
	})
}

// Vulnerabilities yields a starter list of vulnerabilities.
func Vulnerabilities() iter.Seq[LibraryEntry] {
	return library([]LibraryEntry{
		{Key: "single factor", Name: "Sign-in by password alone", About: "No second factor protects an account that matters."},
		{Key: "shared account", Name: "Shared accounts", About: "Several people use one account, so nobody is accountable."},
		{Key: "excess rights", Name: "More rights than needed", About: "Accounts can do what their owners never have to."},
		{Key: "stale access", Name: "Access that nobody took back", About: "People left or changed roles and still have access."},
		{Key: "unpatched", Name: "Missing updates", About: "Known flaws stay open longer than they should."},
		{Key: "end of support", Name: "Out of support", About: "The maker no longer mends flaws."},
		{Key: "exposed interface", Name: "Exposed management interface", About: "Administration can be reached from the internet."},
		{Key: "flat network", Name: "Flat network", About: "Who is in one system reaches all others."},
		{Key: "untested backup", Name: "Backups never restored", About: "Nobody knows whether and how fast data come back."},
		{Key: "reachable backup", Name: "Backups within reach", About: "The same rights that change data delete their backups."},
		{Key: "no logging", Name: "Nobody looks", About: "Events are not recorded, or recorded and never read."},
		{Key: "unencrypted", Name: "Unencrypted data", About: "Who has the medium or the line has the data."},
		{Key: "single point", Name: "No spare", About: "One part, line or person without a replacement."},
		{Key: "undocumented", Name: "Undocumented operation", About: "How it works is in few heads."},
		{Key: "untrained", Name: "Untrained people", About: "People do not recognize an attack or a mistake."},
		{Key: "no supplier terms", Name: "No terms with a supplier", About: "Nothing is agreed on security, notice or exit."},
		{Key: "uncontrolled change", Name: "Uncontrolled changes", About: "Changes go live without test or a way back."},
		{Key: "default settings", Name: "Default settings", About: "Systems run as they were delivered."},
	})
}

// Assets yields a starter list of the assets of a provider of managed
// services; their keys serve as [AssetKind].
func Assets() iter.Seq[LibraryEntry] {
	c, i, a := Confidentiality, Integrity, Availability
	return library([]LibraryEntry{
		{"customer data", "Customer data", "What customers entrust: content, backups, contact and personal data.", []Property{c, i, a}},
		{"customer credentials", "Credentials for customer systems", "Secrets, keys and tokens that open customers' systems.", []Property{c, i}},
		{"management infrastructure", "Management infrastructure", "Remote monitoring and management, deployment, jump hosts: one grip on many customers.", []Property{c, i, a}},
		{"service tool", "Service tools", "Ticketing, documentation, password store, time recording, chat.", []Property{c, i, a}},
		{"network", "Networks and lines", "Own networks, lines to customers and to providers.", []Property{c, i, a}},
		{"endpoint", "Workplaces", "Computers and phones of staff.", []Property{c, i, a}},
		{"backup", "Backups", "Copies of own and customers' data.", []Property{c, i, a}},
		{"source", "Scripts and configuration", "What runs automatically on customers' systems.", []Property{i, a}},
		{"personnel knowledge", "Knowledge of people", "What only some people know: customers' systems, procedures, history.", []Property{a}},
		{"third party", "Third-party dependencies", "Clouds, data centres, vendors and subcontractors that a service needs.", []Property{c, i, a}},
		{"site", "Sites", "Offices, server rooms, storage.", []Property{a}},
		{"business record", "Business records", "Contracts, accounts, personnel files.", []Property{c, i, a}},
	})
}

func library(list []LibraryEntry) iter.Seq[LibraryEntry] {
	return func(yield func(LibraryEntry) bool) {
		for _, k := range list {
			k.Affects = append([]Property(nil), k.Affects...)
			if !yield(k) {
				return
			}
		}
	}
}
