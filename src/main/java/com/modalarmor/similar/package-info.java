/**
 * Similarity to known attacks. A text is read as words, and each three words in a row as one hash,
 * a shingle. Of a known attack only a sketch is kept: its rarest shingles, never its text. A text
 * that holds most of a sketch within a short stretch holds that attack, with some words changed.
 *
 * <p>What is known grows by hand alone: a confirmed attack waits in quarantine until it is shown
 * not to touch harmless texts, and can be taken back. Traffic teaches nothing.
 */
package com.modalarmor.similar;
