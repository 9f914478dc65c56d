// Code generated from the Go types by go test ./facade -update. DO NOT EDIT.

export interface Absence {
  of: AbsentKind;
  by: string;
  on?: string;
}

export type AbsentKind = "changes" | "suppliers" | "external documents" | (string & {});

export type Acceptability = "acceptable" | "tolerable" | "unacceptable" | (string & {});

export interface Acceptance {
  id: string;
  risk: string;
  stage?: Stage;
  level: number;
  method?: string;
  assets?: string[];
  reason?: string;
  conditions?: string[];
  requestedBy?: string;
  requestedOn?: string;
  approvedBy?: string;
  approvedOn?: string;
  delegation?: string;
  expires?: string;
  reviewBy?: string;
  extends?: string;
  confirmed?: Confirmation[];
  revokedOn?: string;
  revokedBy?: string;
  revocationReason?: string;
}

export interface Action {
  id: string;
  title: string;
  from: string[];
  purposes: Purpose[];
  what: string;
  owner?: string;
  due?: string;
  process?: string;
  evaluation?: string;
}

export type ActionStatus = "planned" | "in progress" | "completed" | "cancelled" | (string & {});

export type Actor = "organization" | "time" | "certification body" | (string & {});

export type Anchor = "last day of audit" | "last day of stage 2" | "closing meeting" | "report" | "finding" | "surveillance due date" | "certification decision" | "certificate expiry" | (string & {});

export type Answer = "yes" | "no" | (string & {});

export type Applicability = "applicable" | "excluded" | "undecided" | (string & {});

export interface ApplicabilityDecisions {
  version?: string;
  header?: Header;
  custom: CustomControl[];
  decisions: SoaDecision[];
}

export interface Approval {
  by: string;
  on: string;
}

export interface Area {
  ref: string;
  importance?: Importance;
  reason?: string;
  audit?: Cadence;
}

export interface Arg {
  name: string;
  kind: ArgKind;
  value?: string;
  of?: string;
  sentence?: Sentence;
  list?: Arg[];
}

export type ArgKind = "text" | "input" | "word" | "date" | "number" | "quantity" | "ref" | "id" | "sentence" | "list" | (string & {});

export interface Assessment {
  risk: string;
  stage: Stage;
  rating: Rating;
  method?: string;
  level?: number;
}

export interface Asset {
  id: string;
  name?: string;
  kind?: string;
  owner?: string;
  group?: string;
  dependsOn?: string[];
  values?: Impact[];
  overrides?: Override[];
}

export interface AuditAction {
  id: string;
  what: string;
  owner?: string;
  due?: string;
}

export type AuditEffect = "effective" | "not effective" | (string & {});

export type AuditKind = "initial" | "surveillance" | "recertification" | "special" | "internal" | "other" | (string & {});

export interface AuditPolicy {
  id: string;
  name: string;
  kind: PolicyKind;
  confidence: Confidence;
  limits: Limit[];
  sources: string[];
  calendar?: string;
  onFreeDay?: FreeDay;
}

export interface AuditRegister {
  items: RegisterItem[];
  complete?: Answer;
  grading?: GradePolicy;
}

export type AuditStep = "notified by certification body" | "correction" | "correction evidence" | "root cause" | "plan" | "plan accepted" | "corrective action" | "evidence" | "verification by certification body" | "effectiveness review" | "closure" | "decision of certification body" | "audit conducted" | (string & {});

export interface Auditor {
  id: string;
  competence?: string;
  responsibleFor?: string[];
  impartiality?: string;
}

export interface Awareness {
  on?: string;
  topics: Topic[];
}

export interface Band {
  key?: string;
  name: string;
  from: number;
  to: number;
}

export type Basis = "risk assessment" | "legal requirement" | "contractual obligation" | "business requirement" | "other" | (string & {});

export interface Cadence {
  every?: string;
  byLevel?: { [key: string]: string };
  next?: string;
}

export interface Change {
  id: string;
  title: string;
  unintended?: boolean;
  purpose?: string;
  effects?: string;
  owner?: string;
  planned?: string;
  completed?: string;
  reviewed?: string;
}

export type Classification = "public" | "on request" | "confidential" | "internal" | (string & {});

export interface Climate {
  relevant?: Answer;
  reason?: string;
  by?: string;
  on?: string;
}

export type Combination = "highest" | "mean" | (string & {});

export interface Communication {
  id: string;
  what?: string;
  when?: string;
  with?: string;
  how?: string;
}

export interface Competence {
  what: string;
  basis?: string;
  artefact?: string;
}

export type Conclusion = "met" | "not met" | (string & {});

export interface Condition {
  rule: Rule;
  title: Sentence;
  path: string;
  status: IsmsStatus;
  why: Diagnostic[];
  asked: Diagnostic[];
  missing: string[];
  earliest?: string;
}

export type Confidence = "owner" | "high" | "resolved" | "low" | "proposal" | (string & {});

export interface Confirmation {
  method: string;
  level: number;
  by: string;
  on: string;
}

export type Consequence = "another stage 2" | "no positive decision" | "no recertification and no extension" | "suspension considered" | "decision of certification body" | "escalate to major" | "withdraw or reduce scope" | "expires" | (string & {});

export interface Context {
  issues: Issue[];
  reviewed?: string;
  climate: Climate;
}

export interface Control {
  control: string;
  state?: ControlState;
  on?: string;
  reason?: string;
}

export type ControlState = "planned" | "implemented" | "decommissioned" | "excluded" | (string & {});

export type Counting = "previous expiry" | "decision" | (string & {});

export interface Credit {
  control: string;
  likelihood?: Effect;
  easeOfExploitation?: Effect;
  impact?: Effect;
  reason?: string;
}

export interface Criterion {
  upTo: string;
  acceptability: Acceptability;
  for?: Property[];
  conditions?: string[];
  longestValidity?: string;
  authority?: string[];
}

export interface CustomControl {
  ref: string;
  title?: string;
  catalog?: string;
  purpose?: string;
  theme?: string;
  attributeValues?: string;
}

export interface CycleEvent {
  kind: CycleEventKind;
  on: string;
  by?: string;
  text?: string;
  id?: string;
  terms?: Terms;
  first?: Answer;
  ready?: Answer;
  concerns?: string[];
  majors?: number;
  minors?: number;
  limit?: string;
  granted?: Answer;
  plansAccepted?: Answer;
  expiry?: string;
  edition?: Edition;
  body?: string;
  covered?: Answer;
}

export type CycleEventKind = "applied" | "existing certificate" | "stage 1 conducted" | "stage 2 conducted" | "follow up conducted" | "decided" | "surveillance conducted" | "special audit conducted" | "recertification conducted" | "recertified" | "reissued" | "suspended" | "suspension lifted" | "scope reduced" | "scope extended" | "accreditation lost" | "transferred" | "edition changed" | "withdrawn" | (string & {});

export interface Dates {
  lastAuditDay?: string;
  lastStage2Day?: string;
  closingMeeting?: string;
  report?: string;
  surveillanceDue?: string;
  decision?: string;
  nextAudit?: string;
  expiry?: string;
  followUpAudit?: string;
  bodyLimit?: string;
}

export type DayOfWeek = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | (string & {});

export interface Decision {
  id: string;
  kind: DecisionKind;
  what: string;
  none?: boolean;
  owner?: string;
  due?: string;
}

export type DecisionKind = "improvement" | "change" | (string & {});

export interface Defect {
  code: DefectCode;
  likelihood?: number;
  easeOfExploitation?: number;
  impact?: number;
  problem: Problem;
}

export type DefectCode = "scale empty" | "scale too long" | "step unnamed" | "step repeated" | "value order" | "range gap" | "range overlap" | "range inverted" | "scorer missing" | "scorer invalid" | "wrong shape" | "not total" | "not monotone" | "band missing" | "band gap" | "band overlap" | "band order" | "band unreached" | "criterion off" | "criterion open" | "criterion word" | "combine word" | "property twice" | "waiver invalid" | (string & {});

export interface DefectWaiver {
  code: DefectCode;
  reason: string;
}

export interface Delegation {
  id: string;
  from: string;
  to: string;
  upTo: string;
  valid?: Window;
}

export interface Diagnostic {
  code: string;
  severity: Severity;
  refs: string[];
  path?: string;
  key: string;
  args?: Arg[];
  message: string;
  folded?: Folded[];
}

export interface Document {
  id: string;
  key?: string;
  title: string;
  author?: string;
  version?: string;
  dated?: string;
  approvedBy?: string;
  approvedOn?: string;
  review?: Cadence;
  reviewed?: string;
  history?: Version[];
  handling?: Handling;
  external?: boolean;
  source?: string;
}

export type Edition = "ISO/IEC 27001:2013" | "ISO/IEC 27001:2022" | "ISO/IEC 27001:2022/Amd 1:2024" | (string & {});

export interface Effect {
  steps?: number;
  percent?: number;
}

export interface Entry {
  id: string;
  kind: EntryKind;
  title: Sentence;
  window: Window;
  lead?: string;
  basis: Sentence;
  refs: string[];
  subject?: string;
}

export type EntryKind = "audit" | "review" | "management review" | "risk assessment" | "treatment" | "action" | "objective" | "expiry" | "deadline" | "certificate" | "evidence" | "task" | "milestone" | (string & {});

export interface EvaluatedRisk {
  risk: string;
  inherent: Outcome;
  current: Outcome;
  target: Outcome;
  residual: Outcome;
  stage: Stage;
  level?: number;
  rank?: number;
  acceptability?: Acceptability;
  accepted?: Answer;
  withinTolerance?: Answer;
  outdated?: boolean;
  closed?: boolean;
}

export interface Evaluation {
  on?: string;
  conclusion: string;
}

export interface Event {
  kind: EventKind;
  on: string;
  by?: string;
  text?: string;
  finding?: Finding;
  consequences?: string;
  similar?: string;
  actions?: AuditAction[];
  action?: string;
  effect?: AuditEffect;
  evidence?: string;
  changes?: string;
  grade?: Grade;
  release?: boolean;
  step?: AuditStep;
  due?: string;
}

export type EventKind = "raised" | "corrected" | "cause determined" | "no corrective action required" | "plan submitted" | "plan accepted" | "plan rejected" | "action completed" | "effectiveness reviewed" | "closed" | "reopened" | "regraded" | "disputed" | "upheld" | "withdrawn" | "extended" | (string & {});

export interface EvidenceChange {
  ref: string;
  on: string;
  before?: string;
  after?: string;
}

export interface EvidenceLimits {
  lookback?: string;
  grace?: string;
  beforeAuditDays?: number;
  beforeAuditShare?: Ratio;
  beforeAuditMinimum?: number;
}

export interface Expectation {
  ref: string;
  kinds: Kind[];
  every?: string;
  onEvent?: boolean;
  since?: string;
  basis?: string;
}

export interface FacadeGate {
  gate: Gate;
  open: boolean;
  met: Ratio;
  conditions: Condition[];
}

export interface Failure {
  error: string;
  problems: Problem[];
  more: number;
}

export interface Finding {
  id: string;
  grade?: Grade;
  audit: AuditKind;
  auditId?: string;
  requirements: string[];
  statement: string;
  evidence?: string;
}

export interface Folded {
  code: string;
  path?: string;
  key: string;
}

export type FreeDay = "next working day" | "previous working day" | (string & {});

export interface Gap {
  what: string;
  action?: string;
  due?: string;
  completed?: string;
  evaluated?: string;
}

export type Gate = "stage 1" | "stage 2" | "surveillance" | "recertification" | (string & {});

export interface GateCriteria {
  operating?: string;
  longestInterval?: string;
}

export type Grade = "major" | "minor" | "area of concern" | "observation" | "opportunity for improvement" | (string & {});

export interface GradePolicy {
  minorsToMajor?: number;
  repeatedIsMajor?: boolean;
  missedCommitmentIsMajor?: boolean;
}

export interface Handling {
  availability?: string;
  protection?: string;
  access?: string;
  storage?: string;
  retention?: string;
}

export interface Header {
  organization?: string;
  scope?: string;
  document?: string;
  date?: string;
  edition?: Edition;
  classification?: Classification;
  preparedBy?: string;
  assessment?: string;
  assessed?: string;
  reviewBy?: string;
}

export interface HeatCell {
  level?: number;
  risks: string[];
}

export interface HeatMap {
  stage: Stage;
  likelihood: string[];
  impact: string[];
  cells: HeatCell[][];
  unplaced: string[];
  acceptabilities: { [key: string]: number };
}

export type Holder = "document" | "other system" | "nobody" | (string & {});

export interface Impact {
  property: Property;
  grade: number;
}

export type ImplementationStatus = "implemented" | "partially implemented" | "planned" | "not implemented" | (string & {});

export type Importance = "high" | "normal" | "low" | (string & {});

export interface Improvement {
  id: string;
  title: string;
  from?: string;
  completed?: string;
  effect?: string;
}

export interface Indicator {
  id: string;
  what?: string;
  method?: string;
  measurement?: Cadence;
  measuredBy?: string;
  evaluation?: Cadence;
  evaluatedBy?: string;
  results?: Measurement[];
  evaluations?: Evaluation[];
}

export interface Input {
  ref: string;
  summary: string;
}

export interface Interface {
  with: string;
  what: string;
}

export interface InternalAudit {
  id: string;
  scope: string[];
  sites?: string[];
  criteria: string[];
  team: string[];
  mitigatingMeasure?: string;
  planned: Window;
  cancelled?: string;
  conducted?: Window;
  report?: string;
  reportedOn?: string;
  reportedTo?: string;
  findings?: string[];
  conformsToOwnRequirements?: Answer;
  conformsToStandard?: Answer;
  implementedAndMaintained?: Answer;
}

export type IsmsStatus = "open" | "not examined" | "judgement required" | "judged" | "clear" | (string & {});

export interface Issue {
  id: string;
  title: string;
  kind: IssueKind;
  climate?: boolean;
  raised?: string;
}

export type IssueKind = "internal" | "external" | (string & {});

export interface Judgement {
  requirement: string;
  conclusion: Conclusion;
  by: string;
  on: string;
  basis: string;
  validUntil?: string;
}

export type Kind = "approved document" | "acknowledgement" | "role assignment" | "segregation of duties check" | "management communication" | "scope record" | "context review" | "communication record" | "procedure review" | "contact list" | "membership" | "threat briefing" | "legal register review" | "inventory review" | "acceptable use check" | "asset return" | "classification review" | "label check" | "transfer record" | "retention check" | "deletion record" | "licence review" | "processing record" | "access review" | "access request" | "identity review" | "credential record" | "access rule review" | "privileged access review" | "permission test" | "repository access review" | "authentication report" | "screening record" | "signed terms" | "training record" | "phishing exercise" | "disciplinary record" | "offboarding record" | "notice of continuing responsibilities" | "confidentiality agreement" | "remote work check" | "event report" | "competence record" | "supplier assessment" | "supplier contract" | "component review" | "supplier review" | "cloud service review" | "project security review" | "incident exercise" | "event triage" | "incident record" | "lessons learned" | "chain of custody" | "continuity exercise" | "recovery test" | "independent review" | "compliance check" | "perimeter inspection" | "entry log" | "visitor record" | "room inspection" | "surveillance check" | "hazard check" | "secure area record" | "clear desk and screen check" | "equipment siting review" | "offsite device register" | "media record" | "supporting utility test" | "cabling inspection" | "maintenance record" | "disposal record" | "endpoint report" | "capacity report" | "malware report" | "vulnerability scan" | "patch report" | "configuration audit" | "data masking check" | "data leakage report" | "backup report" | "restore test" | "failover test" | "log review" | "alert review" | "clock check" | "privileged utility record" | "software approval" | "network review" | "network service review" | "segmentation test" | "web filtering report" | "key management record" | "security requirements" | "development stage review" | "architecture review" | "code review" | "security test" | "outsourced development review" | "environment check" | "change ticket" | "test data approval" | "audit access approval" | "risk assessment" | "risk treatment progress" | "statement of applicability" | "approval" | "objective report" | "management system change" | "resource decision" | "document review" | "external document check" | "operation record" | "measurement" | "evaluation" | "audit programme" | "internal audit report" | "management review minutes" | "nonconformity record" | "corrective action record" | "improvement record" | "statement of no events" | (string & {});

export interface LeadershipAction {
  id: string;
  ref: string;
  what: string;
  by: string;
  on?: string;
}

export interface Level {
  level: number;
  name: string;
  acceptability?: Acceptability;
}

export interface Limit {
  grade?: Grade;
  audits: AuditKind[];
  step: AuditStep;
  within?: string;
  anchor?: Anchor;
  milestone?: Milestone;
  onMiss?: Consequence;
  ref?: string;
  note?: string;
}

export interface Limits {
  review?: string;
  awareness?: string;
  leadership?: string;
  supplier?: string;
  process?: string;
  managementReview?: string;
  improvement?: string;
  longestInterval?: string;
}

export interface Log {
  records: Record[];
  expectations: Expectation[];
  changes?: EvidenceChange[];
  audits?: string[];
  limits?: EvidenceLimits;
}

export interface ManagementReview {
  id: string;
  planned?: string;
  conducted?: string;
  attendees: string[];
  inputs: Input[];
  decisions: Decision[];
  suitability?: Conclusion;
  adequacy?: Conclusion;
  effectiveness?: Conclusion;
  artefact?: string;
}

export interface Measurement {
  on?: string;
  value: string;
}

export interface MergeConflict {
  control?: string;
  field: string;
  text: string;
}

export interface Message {
  code: string;
  text: string;
  want?: string;
}

export interface Method {
  name: string;
  likelihood: Step[];
  easeOfExploitation?: Step[];
  impact: Step[];
  properties?: Property[];
  combine?: Combination;
  weights?: Weight[];
  scorer?: { kind: string; cells?: number[][]; [key: string]: unknown };
  bands: Band[];
  criteria: Criterion[];
  waivers?: DefectWaiver[];
  selfAcceptance?: string;
}

export type Milestone = "certification decision" | "next audit" | "certificate expiry" | "follow up audit" | "time limit set by certification body" | (string & {});

export interface Need {
  path?: string;
  missing?: Message;
}

export interface NotHeld {
  path: string;
  holder: Holder;
  name?: string;
}

export interface Objective {
  id: string;
  title: string;
  function?: string;
  indicator?: string;
  notMeasurable?: string;
  basis?: string[];
  communicated?: string;
  what?: string;
  resources?: string;
  owner?: string;
  due?: string;
  evaluation?: string;
  monitoring?: Cadence;
  set?: string;
  results?: Result[];
}

export interface Obligation {
  id: string;
  basis: Basis;
  title?: string;
  controls: string[];
}

export type Option = "modify" | "retain" | "avoid" | "share" | (string & {});

export interface Organization {
  name: string;
  people?: number;
}

export interface Outcome {
  likelihood?: number;
  easeOfExploitation?: number;
  impact?: number;
  score: number;
  level?: number;
  acceptability?: Acceptability;
  computed?: boolean;
  reason?: UnknownReason;
}

export interface Override {
  property: Property;
  grade: number;
  reason: string;
  by?: string;
  on?: string;
}

export interface Party {
  id: string;
  name: string;
  requirements: PartyRequirement[];
}

export interface PartyRequirement {
  id: string;
  text: string;
  addressed?: Answer;
  reason?: string;
  since?: string;
}

export interface Person {
  id: string;
  name?: string;
  joined?: string;
  left?: string;
  competences?: Competence[];
  gaps?: Gap[];
  awareness?: Awareness[];
}

export interface Phase {
  id: string;
  title: string;
}

export interface Place {
  ref: string;
  citation: string;
}

export interface Plan {
  phases: Phase[];
  tasks: Task[];
  shortcuts?: Shortcut[];
}

export interface Policy {
  approvedBy?: string;
  approvedOn?: string;
  reviewed?: string;
  objectives?: string;
  commitment?: string;
  improvement?: string;
  communicated?: string;
  available?: Answer;
  reason?: string;
}

export type PolicyKind = "standard" | "certification body" | "proposal" | "own" | (string & {});

export interface Problem {
  code: string;
  path?: string;
  line?: number;
  value?: string;
  args?: Arg[];
  message: string;
  want?: string;
}

export interface Process {
  id: string;
  name: string;
  owner?: string;
  feeds?: string[];
  criteria?: string;
  evaluation?: Cadence;
  evaluated?: string;
}

export interface Programme {
  period: Window;
  audit?: Cadence;
  responsible?: string;
  methods?: string;
  planning?: string;
  reporting?: string;
  previousResults?: string;
  areas: Area[];
  auditors: Auditor[];
  audits: InternalAudit[];
}

export interface Progress {
  task: string;
  started?: string;
  completed?: string;
}

export type Property = "confidentiality" | "integrity" | "availability" | "authenticity" | "safety" | (string & {});

export type Purpose = "intended outcomes" | "undesired effects" | "continual improvement" | (string & {});

export interface Ran {
  code: string;
  refs: string[];
}

export interface Range {
  low: string;
  high: string;
}

export interface Rating {
  likelihood?: number;
  easeOfExploitation?: number;
  impact?: number;
  impacts?: Impact[];
  on?: string;
  by?: string;
  reason?: string;
  understated?: string;
}

export interface Ratio {
  have: number;
  want: number;
  percent?: string; // digits; missing where it is undefined
}

export interface Reason {
  basis?: Basis;
  source?: string;
  via?: string;
  text?: string;
}

export interface Record {
  id: string;
  kind: Kind;
  title?: string;
  refs: string[];
  collected: string;
  covers?: Window;
  validUntil?: string;
  artefact?: string;
  by?: string;
  adverse?: boolean;
}

export interface Records {
  topManagement: string[];
  context: Context;
  parties: Party[];
  scope: Scope;
  processes: Process[];
  leadership: LeadershipAction[];
  policy: Policy;
  roles: Role[];
  actions: Action[];
  objectives: Objective[];
  changes: Change[];
  resources: Resource[];
  people: Person[];
  communications: Communication[];
  documents: Document[];
  handling: Handling;
  suppliers: Supplier[];
  indicators: Indicator[];
  managementReviews: ManagementReview[];
  improvements: Improvement[];
  absences?: Absence[];
  limits?: Limits;
}

export interface Register {
  method: Method;
  assessed?: string;
  reassessment?: Cadence;
  assets: Asset[];
  risks: Risk[];
  controls: Control[];
  treatments: Treatment[];
  acceptances: Acceptance[];
  delegations: Delegation[];
  changes: RiskChange[];
  history: Assessment[];
}

export interface RegisterItem {
  nonconformity: Event[];
  dates?: Dates;
}

export interface ReportDiff {
  appeared: Diagnostic[];
  resolved: Diagnostic[];
  lost: Diagnostic[];
  started: Ran[];
  stopped: Ran[];
}

export interface Request {
  asOf: string;
  decision?: string;
  before?: { ran: Ran[]; skipped: Skipped[]; found: Diagnostic[] };
}

export interface Reschedule {
  from: string;
  to: string;
  on?: string;
  by?: string;
  reason?: string;
}

export interface Resource {
  id: string;
  what: string;
  needed?: string;
  provided?: string;
}

export type Responsibility = "conformity" | "performance reporting" | (string & {});

export interface Result {
  on?: string;
  value: string;
  final?: boolean;
}

export interface Risk {
  id: string;
  title?: string;
  description?: string;
  asset?: string;
  assets?: string[];
  threat?: string;
  vulnerability?: string;
  source?: string;
  objective?: string;
  interestedParty?: string;
  scenario?: string;
  consequence?: string;
  affects?: Property[];
  owner?: string;
  existing?: string[];
  credits?: Credit[];
  inherent?: Rating;
  current?: Rating;
  target?: Rating;
  residual?: Rating;
  reassessment?: Cadence;
  closed?: string;
  closedReason?: string;
}

export interface RiskChange {
  id: string;
  on?: string;
  description?: string;
  risks?: string[];
}

export interface Roadmap {
  start?: string;
  plan: Plan;
  progress: Progress[];
}

export interface Role {
  id: string;
  name: string;
  assignedTo: string[];
  authority?: string;
  responsibilities?: Responsibility[];
  communicated?: string;
  competences: string[];
}

export interface RowView {
  control: string;
  title: string;
  theme: string;
  applicability: Applicability;
  responsibility: SoaResponsibility;
  implementation: ImplementationStatus;
  reasons: Reason[];
  noLongerValid: Reason[];
  mergeConflicts: MergeConflict[];
  decided: boolean;
  decision: SoaDecision;
}

export interface Rule {
  code: string;
  severity: Severity;
  refs: string[];
  title: string;
  message: string;
  key?: string[];
  needs?: Need[];
  remedy: string;
  basis?: string;
  since: string;
  judgementRequired?: string;
}

export interface Scope {
  statement: string;
  elements: ScopeElement[];
  interfaces: Interface[];
  determined?: string;
}

export interface ScopeElement {
  id: string;
  name: string;
  kind: ScopeElementKind;
  bought?: boolean;
  dependsOn?: string[];
  outside?: boolean;
  excluded?: boolean;
  reason?: string;
}

export type ScopeElementKind = "service" | "process" | "unit" | "location" | "asset" | (string & {});

export interface Sentence {
  code?: string;
  args?: Arg[];
  text: string;
}

export type Severity = "error" | "warning" | "note" | (string & {});

export interface Shortcut {
  id: string;
  title: string;
  task: string;
  skip?: boolean;
  takes?: string;
  rework: Task[];
  holdsUp: string[];
  basis?: string;
}

export interface Skipped {
  code: string;
  refs: string[];
  why: Sentence;
}

export interface SoaDecision {
  control: string;
  excluded?: boolean;
  undecided?: boolean;
  justification?: string;
  reasons?: Reason[];
  implementation?: ImplementationStatus;
  due?: string;
  responsibility?: SoaResponsibility;
  provider?: string;
  assurance?: string;
  owner?: string;
  how?: string;
  evidence?: string[];
  documents?: string[];
  decidedOn?: string;
  reviewBy?: string;
}

export type SoaResponsibility = "organization" | "shared" | "provider" | (string & {});

export type Stage = "inherent" | "current" | "target" | "residual" | (string & {});

export interface Status {
  status: IsmsStatus;
  lines: number;
}

export interface Step {
  key?: string;
  name: string;
  value?: number;
  from?: string;
  to?: string;
  meaning?: string;
}

export interface Supplier {
  id: string;
  name: string;
  assessed?: string;
  contracted?: string;
  contractEnds?: string;
  terms?: string;
  ict?: boolean;
  subSuppliers?: string;
  reviewed?: string;
  review?: Cadence;
}

export interface System {
  format: "ismskit/system";
  version: 1;
  organization?: Organization;
  records?: Records;
  register?: Register;
  obligations?: Obligation[];
  applicability?: ApplicabilityDecisions;
  statements?: Array<{ format: string; [key: string]: unknown }>;
  evidence?: Log;
  operating?: string;
  programme?: Programme;
  findings?: AuditRegister;
  deadlinePolicies?: string[];
  policies?: AuditPolicy[];
  cycle?: CycleEvent[];
  roadmap?: Roadmap;
  judgements?: Judgement[];
  gateCriteria?: GateCriteria;
  notHeld?: NotHeld[];
  calendars?: WorkCalendar[];
  defaultCalendar?: string;
}

export interface SystemAction {
  id: string;
  title: Sentence;
  path: string;
  actor: Actor;
  role: SystemRole;
  due?: string;
  refs: string[];
  settles: string[];
  conditions: string[];
  gates: Gate[];
}

export type SystemRole = "top management" | "information security manager" | "risk owner" | "control owner" | "process owner" | "audit programme manager" | (string & {});

export interface Task {
  id: string;
  title: string;
  phase: string;
  role?: string;
  takes?: string;
  after?: string[];
  notBefore?: string;
  effort?: Range;
  addresses?: string[];
}

export interface Terms {
  validity?: string;
  endsDayBefore?: boolean;
  stageGap?: string;
  majorLimit?: string;
  firstSurveillance?: string;
  restoration?: string;
  suspension?: string;
  transfer?: string;
  recertifiedFrom?: Counting;
  restoredFrom?: Counting;
}

export type Topic = "policy" | "contribution" | "consequences" | (string & {});

export interface Treatment {
  id: string;
  title?: string;
  risks: string[];
  options?: Option[];
  controls?: string[];
  owner?: string;
  resources?: string;
  start?: string;
  due?: string;
  completed?: string;
  status?: ActionStatus;
  percent?: number;
  result?: string;
  rescheduled?: Reschedule[];
  discontinuedActivity?: string;
  sharingParty?: string;
  retainedPart?: string;
  approvals?: Approval[];
}

export type UnknownReason = "not rated" | "likelihood not rated" | "ease of exploitation not rated" | "impact not rated" | "value outside the scale" | "duplicate impact" | "no affected property" | "property not in the method" | "above inherent risk" | "unsupported reduction" | "control unavailable" | "treatment not completed" | "reduction below the scale" | (string & {});

export interface Verdicts {
  organization: Organization;
  asOf: string;
  unusable: string[];
  defects: Defect[];
  levels: Level[];
  heatMaps: HeatMap[];
  risks: EvaluatedRisk[];
  statement: RowView[];
  implemented: Ratio;
  report: { ran: Ran[]; skipped: Skipped[]; found: Diagnostic[] };
  changes?: ReportDiff;
  places: Place[];
  usable: boolean;
  certificate: Sentence;
  decision?: string;
  planned: boolean;
  expiry?: string;
  timeline: Entry[];
  actions: SystemAction[];
  due: Entry[];
  good: Ratio;
  statuses: Status[];
  readiness: FacadeGate[];
}

export interface Version {
  version: string;
  on?: string;
  what: string;
}

export interface Weight {
  property: Property;
  weight: number;
}

export interface Window {
  first?: string;
  last?: string;
}

export interface WorkCalendar {
  id: string;
  title?: string;
  workdays?: DayOfWeek[];
  holidays: string[];
  from: string;
  to: string;
}
