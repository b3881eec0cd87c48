package com.modalarmor.verdict;

import java.util.List;

/**
 * What was found: a name of the outside contract, its category and the OWASP entries it falls
 * under. Immutable; compare by {@link #name()}.
 *
 * <p>PII bears Presidio's entity names; secrets are {@code SECRET_<KIND>}. OWASP ids are those of
 * the Top 10 for LLM Applications 2025.
 */
public record FindingType(String name, Category category, Severity severity, List<String> owasp) {

  private static final List<String> LLM01 = List.of("LLM01:2025");
  private static final List<String> LLM02 = List.of("LLM02:2025");
  private static final List<String> LLM05 = List.of("LLM05:2025");
  private static final List<String> LLM07 = List.of("LLM07:2025");

  public static final FindingType PROMPT_INJECTION = attack("PROMPT_INJECTION", LLM01);
  public static final FindingType JAILBREAK = attack("JAILBREAK", LLM01);
  public static final FindingType INDIRECT_INJECTION = attack("INDIRECT_INJECTION", LLM01);
  public static final FindingType PROMPT_EXTRACTION =
      attack("PROMPT_EXTRACTION", List.of("LLM01:2025", "LLM07:2025"));
  public static final FindingType SYSTEM_PROMPT_LEAK =
      new FindingType("SYSTEM_PROMPT_LEAK", Category.OUTPUT, Severity.HIGH, LLM07);
  public static final FindingType OBFUSCATION =
      new FindingType("OBFUSCATION", Category.OBFUSCATION, Severity.MEDIUM, LLM01);
  public static final FindingType MALICIOUS_URL =
      new FindingType("MALICIOUS_URL", Category.URL, Severity.HIGH, LLM05);
  public static final FindingType EXFILTRATION_LINK =
      new FindingType("EXFILTRATION_LINK", Category.URL, Severity.HIGH, LLM02);
  public static final FindingType UNSAFE_OUTPUT =
      new FindingType("UNSAFE_OUTPUT", Category.OUTPUT, Severity.HIGH, LLM05);

  /** An answer that was asked for as JSON and is none. */
  public static final FindingType INVALID_JSON =
      new FindingType("INVALID_JSON", Category.STRUCTURE, Severity.MEDIUM, LLM05);

  /** An answer that is JSON, but not of the schema that was asked for. */
  public static final FindingType SCHEMA_MISMATCH =
      new FindingType("SCHEMA_MISMATCH", Category.STRUCTURE, Severity.MEDIUM, LLM05);

  /** The types that signatures and policies may name besides PII and secrets. */
  public static final List<FindingType> GENERAL =
      List.of(
          PROMPT_INJECTION,
          JAILBREAK,
          INDIRECT_INJECTION,
          PROMPT_EXTRACTION,
          SYSTEM_PROMPT_LEAK,
          OBFUSCATION,
          MALICIOUS_URL,
          EXFILTRATION_LINK,
          UNSAFE_OUTPUT,
          INVALID_JSON,
          SCHEMA_MISMATCH);

  /** A PII type by Presidio's entity name, e.g. {@code EMAIL_ADDRESS}. */
  public static FindingType pii(String entity, Severity severity) {
    return new FindingType(entity, Category.PII, severity, LLM02);
  }

  /** A secret type; {@code kind} in upper case, e.g. {@code GOOGLE_API_KEY}. */
  public static FindingType secret(String kind) {
    return new FindingType("SECRET_" + kind, Category.SECRET, Severity.CRITICAL, LLM02);
  }

  private static FindingType attack(String name, List<String> owasp) {
    return new FindingType(name, Category.ATTACK, Severity.HIGH, owasp);
  }
}
