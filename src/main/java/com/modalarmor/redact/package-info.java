/** Masks findings in a text. */
package com.modalarmor.redact;
