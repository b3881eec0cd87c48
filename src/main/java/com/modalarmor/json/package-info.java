/**
 * The one door for JSON: a bounded, strict reader that reports byte ranges, and a byte-exact
 * rewriter.
 */
package com.modalarmor.json;
