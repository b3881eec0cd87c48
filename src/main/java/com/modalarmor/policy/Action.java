package com.modalarmor.policy;

/** What a policy does with a finding, weakest first. */
public enum Action {
  /** Not even recorded. */
  OFF,
  /** Recorded. */
  FLAG,
  /** Masked, then passed on. */
  REDACT,
  /** Masked by a placeholder, for which the value is put back in the answer. */
  TOKENISE,
  /** The request or answer goes no further. */
  BLOCK
}
