package com.modalarmor.identity;

/**
 * Which rule a token broke. Stackless, and never shown to the caller, who learns only that the
 * credential is not valid.
 */
final class TokenFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The rules. */
  enum Rule {
    FORM,
    TOO_LONG,
    JSON,
    HEADER_NAME,
    HEADER_TYPE,
    ALGORITHM,
    TYP,
    KID,
    CLAIM_TYPE,
    CLAIM_MISSING,
    ISSUER,
    AUDIENCE,
    TENANT,
    EXPIRED,
    NOT_YET,
    LIFETIME,
    CLEARANCE,
    SIGNATURE_FORM,
    SIGNATURE,
    LIBRARY
  }

  private final Rule rule;

  TokenFault(Rule rule) {
    super(rule.name(), null, false, false);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
