package com.modalarmor.identity;

/** The signature algorithms that can be allowed, each bound to one kind of key. */
enum Algorithm {
  HS256(Kind.SECRET),
  RS256(Kind.RSA),
  PS256(Kind.RSA),
  ES256(Kind.P256);

  /** What a key is made of. */
  enum Kind {
    SECRET,
    RSA,
    P256
  }

  private static final Algorithm[] ALL = values();

  private final Kind kind;

  Algorithm(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The algorithm with exactly that name, or null. */
  static Algorithm named(String name) {
    for (Algorithm algorithm : ALL) {
      if (algorithm.name().equals(name)) {
        return algorithm;
      }
    }
    return null;
  }
}
