// Package published provides published frameworks and the crosswalks between
// them, for package mapping: the lists of items and the pairs, each with its
// publisher, document, licence and the day on which it was read.
//
// The usual path:
//
//  1. [Crosswalk] decodes the pairs from one framework to another, with both
//     frameworks; [LookupFramework] decodes one alone. Whoever looks a table up keeps it:
//     the package has no cache.
//  2. [Frameworks] and [Crosswalks] list what there is, without decoding it.
//  3. [Candidates] are pairs where no crosswalk may be handed on.
//
// The frameworks, by the ID that [LookupFramework] takes:
//
//	iso-27001-2022     ISO/IEC 27001:2022 with Amd 1:2024; the 93 controls of Annex A are the leaves, with the prefix A.
//	iso-27001-2013     ISO/IEC 27001:2013, withdrawn; the 114 controls of its Annex A are the leaves
//	nist-csf-2.0       NIST Cybersecurity Framework 2.0; 106 subcategories are the leaves, with labels of this library
//	nist-csf-1.1       NIST Cybersecurity Framework 1.1, superseded; 108 subcategories, without labels
//	nist-800-53-r5     NIST SP 800-53 Rev. 5 (5.2.0); controls and enhancements are the leaves, withdrawn ids are listed and never counted
//	nist-800-53-r4     NIST SP 800-53 Rev. 4, withdrawn; SP 800-171 Rev. 2 is built on it
//	nist-800-171-r2    NIST SP 800-171 Rev. 2, which CMMC Level 2 assesses; titles are the CMMC practice names
//	nist-800-171-r3    NIST SP 800-171 Rev. 3, not the revision that CMMC assesses
//	nis2-ir-2024-2690  annex of Commission Implementing Regulation (EU) 2024/2690 under the NIS2 Directive, by section
//	soc2-tsc-2017      ids of the 61 AICPA Trust Services Criteria of 2017, with labels of this library
//
// No text of a standard is here: ids, official titles where they are free, and
// labels of this library. Tables of AICPA, CIS and SCF are not included; see
// [mapping.Import] for copies under licence. Most crosswalks state no relation, so
// that they prove nothing without a review. All tables were read on 2026-11-22. A
// program that imports the package holds all of them, about 570 kB.
package published
