/** Measures the detection of personal data on labelled rows of several published shapes. */
package com.modalarmor.evaluation.pii;
