package com.modalarmor.upstream.gemini;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads {@code Retry-After}, seconds or an HTTP date (RFC 9110, 10.2.3). Stateless. */
final class RetryAfter {

  private static final int SECONDS_MAX = 86_400;

  private RetryAfter() {}

  /** Whole seconds between 0 and a day; 0 also when the header is missing or unreadable. */
  static int seconds(String header, Instant now) {
    if (header == null || header.isEmpty() || header.length() > 40) {
      return 0;
    }
    try {
      long seconds;
      if (header.charAt(0) >= '0' && header.charAt(0) <= '9') {
        seconds = Long.parseLong(header);
      } else {
        Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        seconds = Duration.between(now, at).toSeconds();
      }
      return (int) Math.max(0, Math.min(SECONDS_MAX, seconds));
    } catch (NumberFormatException | DateTimeException e) {
      return 0;
    }
  }
}
