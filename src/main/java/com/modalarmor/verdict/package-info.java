/** Findings, coverage, verdicts and refusals: the words that all floors share. */
package com.modalarmor.verdict;
