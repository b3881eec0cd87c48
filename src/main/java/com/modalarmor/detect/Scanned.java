package com.modalarmor.detect;

import com.modalarmor.chat.Document;

/**
 * The answer to a {@link ScanJob}. Immutable.
 *
 * @param remembered texts that were known to be clean, and so not read again
 */
public record Scanned(Document document, ScanResult result, long elapsedNanos, int remembered) {}
