package com.modalarmor.redact;

/**
 * What is done to a found value. Immutable.
 *
 * @param text of REPLACE: what stands in the value's place, empty = {@code <TYPE>}; of MASK: the
 *     one character that stands for each masked one
 * @param count of MASK: characters that are masked, at most all
 * @param fromEnd of MASK: the last ones instead of the first
 */
public record Operator(Kind kind, String text, int count, boolean fromEnd) {

  /** The kinds; names and meaning are those of Presidio's anonymizer, but for TOKENISE. */
  public enum Kind {
    /** Another text in its place. */
    REPLACE,
    /** Some of its characters hidden. */
    MASK,
    /** Cut out. */
    REDACT,
    /** HMAC-SHA256 with a key of the tenant's, in hex: equal values stay equal. */
    HASH,
    /** AES-256-GCM with a key of the tenant's, Base64: who has the key can undo it. */
    ENCRYPT,
    /** Left as it is. */
    KEEP,
    /** A placeholder that is put back in the answer. */
    TOKENISE
  }

  /** {@code <TYPE>}. */
  public static final Operator REPLACE_BY_TYPE = of(Kind.REPLACE);

  /** Of a kind that needs no more. */
  public static Operator of(Kind kind) {
    return new Operator(kind, "", 0, false);
  }

  public static Operator replace(String by) {
    return new Operator(Kind.REPLACE, by, 0, false);
  }

  /** Throws {@code IllegalArgumentException} unless {@code maskingChar} is one character. */
  public static Operator mask(String maskingChar, int charsToMask, boolean fromEnd) {
    if (maskingChar.codePointCount(0, maskingChar.length()) != 1) {
      throw new IllegalArgumentException("the masking character must be one character");
    }
    return new Operator(Kind.MASK, maskingChar, charsToMask, fromEnd);
  }

  /**
   * What stands for the value.
   *
   * @param keys for HASH and ENCRYPT
   * @param placeholders for TOKENISE
   */
  public String apply(String type, String value, TenantKeys keys, Placeholders placeholders) {
    return switch (kind) {
      case REPLACE -> text.isEmpty() ? '<' + type + '>' : text;
      case MASK -> masked(value);
      case REDACT -> "";
      case HASH -> keys.hash(value);
      case ENCRYPT -> keys.encrypt(value);
      case KEEP -> value;
      case TOKENISE -> placeholders.of(type, value);
    };
  }

  private String masked(String value) {
    int all = value.codePointCount(0, value.length());
    int hidden = Math.max(0, Math.min(all, count));
    if (fromEnd) {
      return value.substring(0, value.offsetByCodePoints(0, all - hidden)) + text.repeat(hidden);
    }
    return text.repeat(hidden) + value.substring(value.offsetByCodePoints(0, hidden));
  }
}
