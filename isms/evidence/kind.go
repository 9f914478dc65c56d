package evidence

import "github.com/ismskit/ismskit/isms"

// Kind is the sort of an evidence record, such as "access review" or "restore
// test"; see [Kinds]. The words that the library depends on have constants.
// A caller may use kinds of its own, in lower case with blanks, and name them in
// its own expectations. The empty Kind means that it is not stated.
type Kind string

// Kinds that the library tells from the others: those of a rule or plan count for
// [Documented], those of an improvement for [Improving], and [KindNoEvents] stands for
// records of what did not occur.
const (
	KindApprovedDocument         Kind = "approved document"
	KindScopeRecord              Kind = "scope record"
	KindStatementOfApplicability Kind = "statement of applicability"
	KindAuditProgramme           Kind = "audit programme"
	KindDocumentReview           Kind = "document review"
	KindProcedureReview          Kind = "procedure review"
	KindApproval                 Kind = "approval"
	KindImprovementRecord        Kind = "improvement record"
	KindCorrectiveActionRecord   Kind = "corrective action record"
	KindLessonsLearned           Kind = "lessons learned"
	KindNoEvents                 Kind = "statement of no events"
)

var wordsKinds = [...][2]Kind{
	// Papers that set or confirm rules.
	{KindApprovedDocument, "Approved document"},                    // a rule or plan, approved and current
	{"acknowledgement", "Acknowledgement"},                         // confirmation that rules were read
	{"role assignment", "Role assignment"},                         // responsibilities and who they are assigned to
	{"segregation of duties check", "Segregation of duties check"}, // conflicting duties, compared with the rights assigned
	{"management communication", "Management communication"},       // management asks for security, in writing or in a meeting
	{KindScopeRecord, "Scope record"},                              // the scope statement with its approval
	{"context review", "Context review"},                           // issues, interested parties and their requirements reviewed
	{"communication record", "Communication record"},               // information given to the people concerned
	{KindProcedureReview, "Procedure review"},                      // an operating procedure reviewed
	// Contacts and outside knowledge.
	{"contact list", "Contact list"},                   // authorities and emergency bodies, checked
	{"membership", "Membership"},                       // membership of a group of peers or specialists
	{"threat briefing", "Threat briefing"},             // relevance of threats to the organization
	{"legal register review", "Legal register review"}, // legal and contractual requirements reviewed
	// Information and assets.
	{"inventory review", "Inventory review"},           // assets and their owners checked
	{"acceptable use check", "Acceptable use check"},   // handling in practice, sampled
	{"asset return", "Asset return"},                   // assets returned
	{"classification review", "Classification review"}, // classes given and checked
	{"label check", "Label check"},                     // labels sampled
	{"transfer record", "Transfer record"},             // information handed over on agreed terms
	{"retention check", "Retention check"},             // records found, readable and within their time
	{"deletion record", "Deletion record"},             // information erased
	{"licence review", "Licence review"},               // licences compared with use
	{"processing record", "Processing record"},         // processing of personal data, purposes and legal bases
	// Identity and access.
	{"access review", "Access review"},                       // access rights compared with need
	{"access request", "Access request"},                     // a right requested, approved and granted
	{"identity review", "Identity review"},                   // accounts compared with people and services
	{"credential record", "Credential record"},               // secrets issued, changed or revoked
	{"access rule review", "Access rule review"},             // access rules reviewed by their owners
	{"privileged access review", "Privileged access review"}, // privileged rights compared with need
	{"permission test", "Permission test"},                   // access without the right was tried and refused
	{"repository access review", "Repository access review"}, // who can read and change code
	{"authentication report", "Authentication report"},       // strength of log-in across systems
	// People.
	{"screening record", "Screening record"},                                           // checks before somebody starts
	{"signed terms", "Signed terms"},                                                   // security responsibilities in the contract of employment
	{"training record", "Training record"},                                             // participants, contents and dates
	{"phishing exercise", "Phishing exercise"},                                         // reactions to a simulated phishing message
	{"disciplinary record", "Disciplinary record"},                                     // a violation followed up
	{"offboarding record", "Offboarding record"},                                       // steps done when somebody left or moved
	{"notice of continuing responsibilities", "Notice of continuing responsibilities"}, // responsibilities that remain valid, communicated to the leaver
	{"confidentiality agreement", "Confidentiality agreement"},                         // a signed agreement
	{"remote work check", "Remote work check"},                                         // a place of work off the premises, checked
	{"event report", "Event report"},                                                   // a suspected event, reported
	{"competence record", "Competence record"},                                         // education, training or experience shown
	// Suppliers and cloud.
	{"supplier assessment", "Supplier assessment"},   // the risk of a supplier assessed
	{"supplier contract", "Supplier contract"},       // security terms agreed
	{"component review", "Component review"},         // origin and state of bought hardware and software
	{"supplier review", "Supplier review"},           // service of a supplier compared with what was agreed
	{"cloud service review", "Cloud service review"}, // settings, shared responsibilities and exit of a cloud service
	// Projects, incidents, continuity.
	{"project security review", "Project security review"}, // security risks considered in a project
	{"incident exercise", "Incident exercise"},             // the incident plan, exercised
	{"event triage", "Event triage"},                       // an event assessed and classified
	{"incident record", "Incident record"},                 // an incident from start to end
	{KindLessonsLearned, "Lessons learned"},                // what was learned from an incident, and what changed
	{"chain of custody", "Chain of custody"},               // collected evidence of an incident, with its custodians
	{"continuity exercise", "Continuity exercise"},         // operation under disruption, exercised
	{"recovery test", "Recovery test"},                     // a service recovered within its time
	// Reviews and compliance.
	{"independent review", "Independent review"}, // a review of the approach by independent people
	{"compliance check", "Compliance check"},     // a team or system compared with the rules
	// Premises and equipment.
	{"perimeter inspection", "Perimeter inspection"},               // walls, doors and perimeters inspected
	{"entry log", "Entry log"},                                     // entries into the premises
	{"visitor record", "Visitor record"},                           // visitors and deliveries
	{"room inspection", "Room inspection"},                         // an office or room inspected
	{"surveillance check", "Surveillance check"},                   // alarms and cameras tested
	{"hazard check", "Hazard check"},                               // fire, water, storm and the like
	{"secure area record", "Secure area record"},                   // work in a secure area approved and supervised
	{"clear desk and screen check", "Clear desk and screen check"}, // an inspection of desks and screens
	{"equipment siting review", "Equipment siting review"},         // location of equipment, and threats to it
	{"offsite device register", "Off-site device register"},        // devices off the premises, and who has them
	{"media record", "Media record"},                               // media issued, moved or wiped
	{"supporting utility test", "Supporting utility test"},         // power, cooling and lines tested
	{"cabling inspection", "Cabling inspection"},                   // cables and cabinets looked at
	{"maintenance record", "Maintenance record"},                   // equipment serviced
	{"disposal record", "Disposal record"},                         // equipment wiped, destroyed or handed on
	// Systems.
	{"endpoint report", "Endpoint report"},                     // state of user devices
	{"capacity report", "Capacity report"},                     // use and trend of resources
	{"malware report", "Malware report"},                       // coverage and catches of protection
	{"vulnerability scan", "Vulnerability scan"},               // vulnerabilities found
	{"patch report", "Patch report"},                           // fixes applied, and how fast
	{"configuration audit", "Configuration audit"},             // settings compared with the baseline
	{"data masking check", "Data masking check"},               // masked values sampled
	{"data leakage report", "Data leakage report"},             // attempts to extract data
	{"backup report", "Backup report"},                         // backups made, failures followed up
	{"restore test", "Restore test"},                           // data restored from a backup
	{"failover test", "Failover test"},                         // switch to redundant equipment
	{"log review", "Log review"},                               // logs complete, protected, read
	{"alert review", "Alert review"},                           // alerts followed to their end
	{"clock check", "Clock check"},                             // systems compared with the time source
	{"privileged utility record", "Privileged utility record"}, // use of a privileged utility program
	{"software approval", "Software approval"},                 // software allowed onto a system
	{"network review", "Network review"},                       // rules and devices of the network reviewed
	{"network service review", "Network service review"},       // a provided network service compared with its agreement
	{"segmentation test", "Segmentation test"},                 // separation of network zones
	{"web filtering report", "Web filtering report"},           // blocked access, and exceptions
	{"key management record", "Key management record"},         // keys generated, changed and destroyed
	// Building systems.
	{"security requirements", "Security requirements"},                 // requirements for an application
	{"development stage review", "Development stage review"},           // security at a stage of development
	{"architecture review", "Architecture review"},                     // a design compared with the principles
	{"code review", "Code review"},                                     // code reviewed by another person
	{"security test", "Security test"},                                 // an application tested before release
	{"outsourced development review", "Outsourced development review"}, // work of external developers reviewed
	{"environment check", "Environment check"},                         // development, test and production environments separated
	{"change ticket", "Change ticket"},                                 // a change assessed, approved and done
	{"test data approval", "Test data approval"},                       // operational information released for testing
	{"audit access approval", "Audit access approval"},                 // an audit test of operational systems, agreed
	// Running the management system.
	{"risk assessment", "Risk assessment"},                       // results of assessing risks
	{"risk treatment progress", "Risk treatment progress"},       // actions of the risk treatment plan completed
	{KindStatementOfApplicability, "Statement of Applicability"}, // an approved version of the SoA
	{KindApproval, "Approval"},                                   // a decision of a person with the authority
	{"objective report", "Objective report"},                     // progress towards an objective
	{"management system change", "Management system change"},     // a change of the management system, planned
	{"resource decision", "Resource decision"},                   // money, people or time provided
	{KindDocumentReview, "Document review"},                      // a document reviewed and approved again
	{"external document check", "External document check"},       // a document of external origin, its edition checked
	{"operation record", "Operation record"},                     // a process ran as planned
	{"measurement", "Measurement"},                               // a result of monitoring or measuring
	{"evaluation", "Evaluation"},                                 // results analysed and evaluated
	{KindAuditProgramme, "Audit programme"},                      // audits planned
	{"internal audit report", "Internal audit report"},           // what an internal audit found
	{"management review minutes", "Management review minutes"},   // what top management reviewed and decided
	{"nonconformity record", "Nonconformity record"},             // a nonconformity and the actions taken
	{KindCorrectiveActionRecord, "Corrective action record"},     // actions against the cause, with the review of their effectiveness
	{KindImprovementRecord, "Improvement record"},                // an improvement and its effect
	{KindNoEvents, "Statement of no events"},                     // a statement that nothing happened in the period
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("evidence.kind", wordsKinds[:]) }
