/** Masking of found ranges in texts and in the documents that hold them. */
package com.modalarmor.redact;
