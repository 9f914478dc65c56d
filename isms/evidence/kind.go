package evidence

import "github.com/ismskit/ismskit/isms"

// A Kind says what sort of record a piece of evidence is. The empty Kind means
// that nobody has said. An embedder may use kinds of its own, in lower case, and
// name them in its own expectations.
type Kind string

// Papers that set or confirm rules.
const (
	Document          Kind = "approved document"    // a rule or plan, approved and current
	Acknowledgement   Kind = "acknowledgement"      // people confirm that they read a rule
	RoleRecord        Kind = "role assignment"      // who holds which duty
	DutyCheck         Kind = "duty conflict check"  // who could act alone where two are wanted
	ManagementMessage Kind = "management message"   // managers insist on security, in writing or in a meeting
	ScopeRecord       Kind = "scope record"         // the scope statement with its approval
	ContextReview     Kind = "context review"       // issues, parties and their requirements looked at again
	Communication     Kind = "communication record" // something was told to somebody
	ProcedureReview   Kind = "procedure review"     // an operating procedure looked at again
)

// Contacts and outside knowledge.
const (
	ContactList    Kind = "contact list"          // authorities and emergency bodies, checked
	Membership     Kind = "membership"            // a place in a group of peers or specialists
	ThreatBriefing Kind = "threat briefing"       // what threats mean for the organization
	LegalReview    Kind = "legal register review" // laws and contract terms looked at again
)

// Information and assets.
const (
	InventoryReview      Kind = "inventory review"      // assets and their owners checked
	UseCheck             Kind = "acceptable use check"  // handling rules sampled in practice
	AssetReturn          Kind = "asset return"          // what somebody gave back
	ClassificationReview Kind = "classification review" // classes given and checked
	LabelCheck           Kind = "label check"           // labels sampled
	TransferRecord       Kind = "transfer record"       // information handed over on agreed terms
	RetentionCheck       Kind = "retention check"       // records found, readable and within their time
	DeletionRecord       Kind = "deletion record"       // information erased
	LicenceReview        Kind = "licence review"        // licences held against use
	ProcessingRecord     Kind = "processing record"     // personal data, its purposes and bases
)

// Identity and access.
const (
	AccessReview         Kind = "access review"            // rights held against need
	AccessRequest        Kind = "access request"           // a right asked for, approved and given
	IdentityReview       Kind = "identity review"          // accounts held against people and things
	CredentialRecord     Kind = "credential record"        // secrets issued, changed or revoked
	AccessRules          Kind = "access rule review"       // rules of access looked at again by their owners
	PrivilegedReview     Kind = "privileged access review" // powerful rights held against need
	PermissionTest       Kind = "permission test"          // somebody without the right tried and failed
	RepositoryReview     Kind = "repository access review" // who can read and change code
	AuthenticationReport Kind = "authentication report"    // strength of log-in across systems
)

// People.
const (
	Screening          Kind = "screening record"          // checks before somebody starts
	SignedTerms        Kind = "signed terms"              // security duties in the contract of work
	Training           Kind = "training record"           // who learned what, and when
	PhishingTest       Kind = "phishing exercise"         // how people reacted to a false message
	DisciplinaryRecord Kind = "disciplinary record"       // a breach followed up
	Offboarding        Kind = "offboarding record"        // steps done when somebody left or moved
	ContinuingDuty     Kind = "continuing duty notice"    // duties that last, told to the leaver
	SecrecyAgreement   Kind = "confidentiality agreement" // a signed agreement
	RemoteCheck        Kind = "remote work check"         // a place of work away from the premises, checked
	EventReport        Kind = "event report"              // somebody raised a suspicion
	Competence         Kind = "competence record"         // education, training or experience shown
)

// Suppliers and cloud.
const (
	SupplierAssessment Kind = "supplier assessment"  // the risk of a supplier judged
	SupplierContract   Kind = "supplier contract"    // security terms agreed
	ComponentReview    Kind = "component review"     // origin and state of bought hardware and software
	SupplierReview     Kind = "supplier review"      // service of a supplier held against what was agreed
	CloudReview        Kind = "cloud service review" // settings, shared duties and exit of a cloud service
)

// Projects, incidents, continuity.
const (
	ProjectReview      Kind = "project security review" // risk looked at in a project
	IncidentExercise   Kind = "incident exercise"       // the plan rehearsed
	EventTriage        Kind = "event triage"            // an event judged and sorted
	IncidentRecord     Kind = "incident record"         // an incident from start to end
	LessonsLearned     Kind = "lessons learned"         // what an incident taught, and what changed
	CustodyRecord      Kind = "chain of custody"        // traces secured, with who held them
	ContinuityExercise Kind = "continuity exercise"     // work under disruption rehearsed
	RecoveryTest       Kind = "recovery test"           // a service brought back within its time
)

// Reviews and compliance.
const (
	IndependentReview Kind = "independent review" // an outside look at the approach
	ComplianceCheck   Kind = "compliance check"   // a team or system held against the rules
)

// Premises and equipment.
const (
	PerimeterInspection Kind = "perimeter inspection"     // walls, doors and borders looked at
	EntryLog            Kind = "entry log"                // who came in
	VisitorRecord       Kind = "visitor record"           // guests and deliveries
	RoomInspection      Kind = "room inspection"          // an office or room looked at
	SurveillanceCheck   Kind = "surveillance check"       // alarms and cameras tested
	HazardCheck         Kind = "hazard check"             // fire, water, storm and the like
	SecureAreaRecord    Kind = "secure area record"       // work in a secure area approved and supervised
	DeskCheck           Kind = "desk and screen check"    // a walk through the desks
	SitingReview        Kind = "siting review"            // where equipment stands, and what threatens it there
	DeviceRegister      Kind = "off-site device register" // what is away, and with whom
	MediaRecord         Kind = "media record"             // media issued, moved or wiped
	UtilityTest         Kind = "utility test"             // power, cooling and lines tested
	CablingInspection   Kind = "cabling inspection"       // cables and cabinets looked at
	Maintenance         Kind = "maintenance record"       // equipment serviced
	Disposal            Kind = "disposal record"          // equipment wiped, destroyed or handed on
)

// Systems.
const (
	EndpointReport       Kind = "endpoint report"        // state of user devices
	CapacityReport       Kind = "capacity report"        // use and trend of resources
	MalwareReport        Kind = "malware report"         // coverage and catches of protection
	VulnerabilityScan    Kind = "vulnerability scan"     // weaknesses found
	PatchReport          Kind = "patch report"           // fixes applied, and how fast
	ConfigurationAudit   Kind = "configuration audit"    // settings held against the baseline
	MaskingCheck         Kind = "masking check"          // hidden values sampled
	LeakageReport        Kind = "leakage report"         // attempts to move data out
	BackupReport         Kind = "backup report"          // copies made, failures followed up
	RestoreTest          Kind = "restore test"           // data brought back from a copy
	FailoverTest         Kind = "failover test"          // the spare takes over
	LogReview            Kind = "log review"             // logs complete, protected, read
	AlertReview          Kind = "alert review"           // alerts followed to their end
	ClockCheck           Kind = "clock check"            // systems held against the time source
	ToolUse              Kind = "privileged tool record" // use of a powerful tool
	SoftwareApproval     Kind = "software approval"      // software allowed onto a system
	NetworkReview        Kind = "network review"         // rules and devices of the network looked at
	NetworkServiceReview Kind = "network service review" // a bought line or service held against its terms
	SegmentationTest     Kind = "segmentation test"      // one zone does not reach another
	FilterReport         Kind = "web filter report"      // what was blocked, and exceptions
	KeyRecord            Kind = "key record"             // keys made, changed, destroyed
)

// Building systems.
const (
	SecurityRequirements Kind = "security requirements"      // what an application must offer
	StageReview          Kind = "development stage review"   // security at a step of development
	ArchitectureReview   Kind = "architecture review"        // a design held against principles
	CodeReview           Kind = "code review"                // code read by somebody else
	SecurityTest         Kind = "security test"              // an application tested before release
	DeveloperReview      Kind = "outside development review" // work of outside developers checked
	EnvironmentCheck     Kind = "environment check"          // development, test and live kept apart
	ChangeTicket         Kind = "change ticket"              // a change assessed, approved and done
	TestDataApproval     Kind = "test data approval"         // real data released for testing
	AuditAccess          Kind = "audit access approval"      // an auditor's test on live systems agreed
)

// Running the management system.
const (
	RiskAssessment    Kind = "risk assessment"            // results of assessing risks
	TreatmentProgress Kind = "treatment progress"         // steps of the treatment plan done
	Statement         Kind = "statement of applicability" // a version of the statement, approved
	Approval          Kind = "approval"                   // somebody entitled said yes
	ObjectiveReport   Kind = "objective report"           // how far an objective is met
	ISMSChange        Kind = "management system change"   // a change of the management system, planned
	ResourceDecision  Kind = "resource decision"          // money, people or time granted
	DocumentReview    Kind = "document review"            // a document looked at and approved again
	ExternalDocument  Kind = "external document check"    // a document from outside, its edition checked
	OperationRecord   Kind = "operation record"           // a process ran as planned
	Measurement       Kind = "measurement"                // a result of monitoring or measuring
	Evaluation        Kind = "evaluation"                 // results judged
	AuditProgramme    Kind = "audit programme"            // audits planned
	InternalAudit     Kind = "internal audit report"      // what an internal audit found
	ManagementReview  Kind = "management review minutes"  // what top management reviewed and decided
	Nonconformity     Kind = "nonconformity record"       // what went wrong, and what followed
	CorrectiveAction  Kind = "corrective action record"   // what was done about the cause, and whether it worked
	Improvement       Kind = "improvement record"         // something made better
	NoEvents          Kind = "statement of no events"     // nothing happened in the period, stated by somebody
)

var wordsKinds = [...][2]Kind{
	{"approved document", "Approved document"},
	{"acknowledgement", "Acknowledgement"},
	{"role assignment", "Role assignment"},
	{"duty conflict check", "Duty conflict check"},
	{"management message", "Management message"},
	{"scope record", "Scope record"},
	{"context review", "Context review"},
	{"communication record", "Communication record"},
	{"procedure review", "Procedure review"},
	{"contact list", "Contact list"},
	{"membership", "Membership"},
	{"threat briefing", "Threat briefing"},
	{"legal register review", "Legal register review"},
	{"inventory review", "Inventory review"},
	{"acceptable use check", "Acceptable use check"},
	{"asset return", "Asset return"},
	{"classification review", "Classification review"},
	{"label check", "Label check"},
	{"transfer record", "Transfer record"},
	{"retention check", "Retention check"},
	{"deletion record", "Deletion record"},
	{"licence review", "Licence review"},
	{"processing record", "Processing record"},
	{"access review", "Access review"},
	{"access request", "Access request"},
	{"identity review", "Identity review"},
	{"credential record", "Credential record"},
	{"access rule review", "Access rule review"},
	{"privileged access review", "Privileged access review"},
	{"permission test", "Permission test"},
	{"repository access review", "Repository access review"},
	{"authentication report", "Authentication report"},
	{"screening record", "Screening record"},
	{"signed terms", "Signed terms"},
	{"training record", "Training record"},
	{"phishing exercise", "Phishing exercise"},
	{"disciplinary record", "Disciplinary record"},
	{"offboarding record", "Offboarding record"},
	{"continuing duty notice", "Continuing duty notice"},
	{"confidentiality agreement", "Confidentiality agreement"},
	{"remote work check", "Remote work check"},
	{"event report", "Event report"},
	{"competence record", "Competence record"},
	{"supplier assessment", "Supplier assessment"},
	{"supplier contract", "Supplier contract"},
	{"component review", "Component review"},
	{"supplier review", "Supplier review"},
	{"cloud service review", "Cloud service review"},
	{"project security review", "Project security review"},
	{"incident exercise", "Incident exercise"},
	{"event triage", "Event triage"},
	{"incident record", "Incident record"},
	{"lessons learned", "Lessons learned"},
	{"chain of custody", "Chain of custody"},
	{"continuity exercise", "Continuity exercise"},
	{"recovery test", "Recovery test"},
	{"independent review", "Independent review"},
	{"compliance check", "Compliance check"},
	{"perimeter inspection", "Perimeter inspection"},
	{"entry log", "Entry log"},
	{"visitor record", "Visitor record"},
	{"room inspection", "Room inspection"},
	{"surveillance check", "Surveillance check"},
	{"hazard check", "Hazard check"},
	{"secure area record", "Secure area record"},
	{"desk and screen check", "Desk and screen check"},
	{"siting review", "Siting review"},
	{"off-site device register", "Off-site device register"},
	{"media record", "Media record"},
	{"utility test", "Utility test"},
	{"cabling inspection", "Cabling inspection"},
	{"maintenance record", "Maintenance record"},
	{"disposal record", "Disposal record"},
	{"endpoint report", "Endpoint report"},
	{"capacity report", "Capacity report"},
	{"malware report", "Malware report"},
	{"vulnerability scan", "Vulnerability scan"},
	{"patch report", "Patch report"},
	{"configuration audit", "Configuration audit"},
	{"masking check", "Masking check"},
	{"leakage report", "Leakage report"},
	{"backup report", "Backup report"},
	{"restore test", "Restore test"},
	{"failover test", "Failover test"},
	{"log review", "Log review"},
	{"alert review", "Alert review"},
	{"clock check", "Clock check"},
	{"privileged tool record", "Privileged tool record"},
	{"software approval", "Software approval"},
	{"network review", "Network review"},
	{"network service review", "Network service review"},
	{"segmentation test", "Segmentation test"},
	{"web filter report", "Web filter report"},
	{"key record", "Key record"},
	{"security requirements", "Security requirements"},
	{"development stage review", "Development stage review"},
	{"architecture review", "Architecture review"},
	{"code review", "Code review"},
	{"security test", "Security test"},
	{"outside development review", "Outside development review"},
	{"environment check", "Environment check"},
	{"change ticket", "Change ticket"},
	{"test data approval", "Test data approval"},
	{"audit access approval", "Audit access approval"},
	{"risk assessment", "Risk assessment"},
	{"treatment progress", "Treatment progress"},
	{"statement of applicability", "Statement of applicability"},
	{"approval", "Approval"},
	{"objective report", "Objective report"},
	{"management system change", "Management system change"},
	{"resource decision", "Resource decision"},
	{"document review", "Document review"},
	{"external document check", "External document check"},
	{"operation record", "Operation record"},
	{"measurement", "Measurement"},
	{"evaluation", "Evaluation"},
	{"audit programme", "Audit programme"},
	{"internal audit report", "Internal audit report"},
	{"management review minutes", "Management review minutes"},
	{"nonconformity record", "Nonconformity record"},
	{"corrective action record", "Corrective action record"},
	{"improvement record", "Improvement record"},
	{"statement of no events", "Statement of no events"},
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("evidence.kind", wordsKinds[:]) }
