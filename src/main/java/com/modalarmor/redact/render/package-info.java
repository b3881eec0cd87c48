/**
 * Takes the danger out of an answer for the place where it is shown: pure functions from text to
 * text, whole or in pieces, with the same result.
 */
package com.modalarmor.redact.render;
