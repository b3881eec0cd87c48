package com.modalarmor.detect;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Identifiers of programs, which are nobody's personal data, by kind, inside ordinary texts. */
final class RandomIdentifiers {

  private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String BASE62 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  static final Map<String, Function<Random, String>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("uuid", r -> new UUID(r.nextLong(), r.nextLong()).toString());
    KINDS.put(
        "UUID in capitals",
        r -> new UUID(r.nextLong(), r.nextLong()).toString().toUpperCase(Locale.ROOT));
    KINDS.put("commit", r -> hex(r, 40));
    KINDS.put("short commit", r -> hex(r, 7 + r.nextInt(2)));
    KINDS.put("digest", r -> "sha256:" + hex(r, 64));
    KINDS.put("hex and number", r -> hex(r, 8) + "-" + r.nextInt(100));
    KINDS.put("object id", r -> hex(r, 24));
    KINDS.put("trace", r -> "00-" + hex(r, 32) + "-" + hex(r, 16) + "-01");
    KINDS.put("ulid", r -> "01" + of(r, CROCKFORD, 24));
    KINDS.put("random word", r -> of(r, BASE62, 21));
    KINDS.put("order", r -> "ORD-" + (2015 + r.nextInt(15)) + "-" + digits(r, 6));
    KINDS.put("invoice", r -> "INV" + digits(r, 7) + "/" + r.nextInt(100));
    KINDS.put("ticket", r -> "OPS-" + r.nextInt(100_000));
    KINDS.put("instance", r -> "i-0" + hex(r, 16));
    KINDS.put(
        "pod", r -> "web-" + of(r, LETTERS_AND_DIGITS, 10) + "-" + of(r, LETTERS_AND_DIGITS, 5));
    KINDS.put("instant", r -> date(r) + "T" + time(r) + "." + digits(r, 3) + "Z");
    KINDS.put("log time", r -> date(r) + " " + time(r) + "," + digits(r, 3));
    KINDS.put("seconds", r -> "17" + digits(r, 8));
    KINDS.put("milliseconds", r -> "17" + digits(r, 11));
    KINDS.put("nanoseconds", r -> "17" + digits(r, 17));
    KINDS.put("snowflake", r -> "1" + digits(r, 18));
    KINDS.put("version", r -> "v" + r.nextInt(30) + "." + r.nextInt(30) + "." + r.nextInt(400));
    KINDS.put(
        "build",
        r ->
            r.nextInt(30)
                + "."
                + r.nextInt(30)
                + "."
                + r.nextInt(30)
                + "-rc"
                + r.nextInt(9)
                + "+"
                + hex(r, 7));
    KINDS.put("file", r -> "IMG_" + date(r).replace("-", "") + "_" + digits(r, 6) + ".jpg");
    KINDS.put(
        "part",
        r -> of(r, "ABCDEFGHJKLMN", 2) + "-" + digits(r, 4) + "-" + digits(r, 3) + of(r, "ABC", 1));
    KINDS.put("hex address", r -> "0x" + hex(r, 12));
    KINDS.put("measure", r -> r.nextInt(100_000) + "." + digits(r, 4) + " ms");
    KINDS.put(
        "log line",
        r ->
            "{\"ts\":17"
                + digits(r, 11)
                + ",\"level\":\"info\",\"trace\":\""
                + hex(r, 32)
                + "\",\"span\":\""
                + hex(r, 16)
                + "\",\"took_us\":"
                + digits(r, 5)
                + ",\"pid\":"
                + digits(r, 5)
                + ",\"seq\":\""
                + hex(r, 8)
                + "-"
                + r.nextInt(99)
                + "\"}");
  }

  private static final String[] AROUND = {
    "The job %s has ended.",
    "See %s for details",
    "%s",
    "id=%s, state=ok",
    "deployed (%s) today",
    "build \"%s\" failed after a while",
    "Error in %s: no such row"
  };

  private RandomIdentifiers() {}

  /** A text with an identifier of a kind. */
  static String text(String kind, Random random) {
    String identifier = KINDS.get(kind).apply(random);
    return AROUND[random.nextInt(AROUND.length)].replace("%s", identifier);
  }

  private static String hex(Random random, int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  private static String digits(Random random, int count) {
    return of(random, "0123456789", count);
  }

  private static String of(Random random, String letters, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(letters.charAt(random.nextInt(letters.length())));
    }
    return out.toString();
  }

  private static String date(Random random) {
    return String.format(
        Locale.ROOT,
        "20%02d-%02d-%02d",
        random.nextInt(30),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }

  private static String time(Random random) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }
}
