package com.modalarmor.detect.match;

/**
 * One shape as written by its author. Immutable.
 *
 * @param id the name that faults give it
 * @param regex in the syntax of this package; no literal is needed
 * @param anyCase ASCII letters, and ä, ö, ü, stand for both cases
 * @param unspaced next to the letters of scripts that are written without spaces there is a word
 *     boundary
 * @param notBefore a class, or escape, of which no unit may stand right before a match; or empty
 * @param notAfter the same right after a match
 */
public record ShapeSource(
    String id,
    String regex,
    boolean anyCase,
    boolean unspaced,
    String notBefore,
    String notAfter) {}
