package com.modalarmor.limits;

/**
 * Writes {@code RateLimit-Policy} and {@code RateLimit} (IETF
 * draft-ietf-httpapi-ratelimit-headers-10), lists of RFC 9651. Holds one builder: event loop only.
 */
final class RateLimitFields {

  private final StringBuilder text = new StringBuilder(64);

  static String policy(LimitSubject subject) {
    StringBuilder text = new StringBuilder(64);
    if (subject.requestsPerSecond() > 0) {
      text.append("\"burst\";q=").append(subject.requestsPerSecond()).append(";w=1");
    }
    if (subject.requestsPerDay() > 0) {
      separate(text).append("\"day\";q=").append(subject.requestsPerDay()).append(";w=86400");
    }
    if (subject.inFlightMax() > 0) {
      separate(text).append("\"in-flight\";q=").append(subject.inFlightMax());
      text.append(";qu=\"concurrent-requests\"");
    }
    return text.toString();
  }

  static String inFlightFull() {
    return "\"in-flight\";r=0;t=1";
  }

  /** The scarcer of the two first. */
  String remaining(LimitSubject subject, long burstLeft, long dayLeft, long dayResetS) {
    text.setLength(0);
    boolean burst = subject.requestsPerSecond() > 0;
    boolean day = subject.requestsPerDay() > 0;
    if (day && dayLeft < burstLeft) {
      day(dayLeft, dayResetS);
    }
    if (burst) {
      separate(text).append("\"burst\";r=").append(Math.max(0, burstLeft)).append(";t=1");
    }
    if (day && dayLeft >= burstLeft) {
      day(dayLeft, dayResetS);
    }
    return text.toString();
  }

  String inFlight(int left) {
    text.setLength(0);
    return text.append("\"in-flight\";r=").append(Math.max(0, left)).toString();
  }

  private void day(long left, long resetS) {
    separate(text).append("\"day\";r=").append(Math.max(0, left));
    text.append(";t=").append(Math.max(1, resetS));
  }

  private static StringBuilder separate(StringBuilder text) {
    return text.length() == 0 ? text : text.append(", ");
  }
}
