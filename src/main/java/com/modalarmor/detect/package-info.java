/** Detectors: pure functions from a text's views to findings, and the list of them. */
package com.modalarmor.detect;
