package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * The claims we know, each with its type checked; a known claim of another type refuses the token,
 * an unknown claim is passed over. One walk, one thread.
 */
final class TokenClaims implements JsonVisitor {

  static final long ABSENT = Long.MIN_VALUE;

  private static final long DATE_MAX = 1L << 53;
  private static final int ENTRIES_MAX = 64;
  private static final int ENTRY_CHARS_MAX = 256;

  String issuer;
  String subject;
  String tenant;
  String clearance;
  long expiresAtS = ABSENT;
  long issuedAtS = ABSENT;
  long notBeforeS = ABSENT;
  final List<String> audience = new ArrayList<>(1);
  final List<String> roles = new ArrayList<>(4);
  final List<String> compartments = new ArrayList<>(0);
  private final List<String> methods = new ArrayList<>(0);

  private TokenClaims() {}

  static TokenClaims parse(JsonReader reader, byte[] json) {
    TokenClaims claims = new TokenClaims();
    try {
      reader.read(json, claims);
    } catch (JsonFault e) {
      throw new TokenFault(Rule.JSON);
    }
    return claims;
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    if (at.depth() == 1) {
      top(at.name(0), text);
    } else if (at.depth() == 2 && at.index(1) >= 0) {
      List<String> list = list(at.name(0));
      if (list != null) {
        if (list.size() == ENTRIES_MAX || !Printable.within(text, ENTRY_CHARS_MAX)) {
          throw new TokenFault(Rule.CLAIM_TYPE);
        }
        list.add(text);
      }
    }
  }

  private void top(String name, String text) {
    switch (name) {
      case "iss" -> issuer = text;
      case "sub" -> subject = text;
      case "tenant" -> tenant = text;
      case "clearance" -> clearance = text;
      case "aud" -> audience.add(text);
      case "exp", "iat", "nbf", "roles", "compartments", "amr" ->
          throw new TokenFault(Rule.CLAIM_TYPE);
      default -> {}
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    if (at.depth() == 1) {
      date(at.name(0), value);
    } else {
      notAString(at);
    }
  }

  /** RFC 7519 lets a date have a fraction; it is cut off. */
  @Override
  public void decimal(JsonCursor at, double value) {
    if (at.depth() == 1) {
      date(at.name(0), value >= 0 && value <= DATE_MAX ? (long) value : -1);
    } else {
      notAString(at);
    }
  }

  private void date(String name, long value) {
    switch (name) {
      case "exp" -> expiresAtS = inRange(value);
      case "iat" -> issuedAtS = inRange(value);
      case "nbf" -> notBeforeS = inRange(value);
      default -> known(name);
    }
  }

  @Override
  public void literal(JsonCursor at) {
    if (at.depth() == 1) {
      known(at.name(0));
    } else {
      notAString(at);
    }
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (at.depth() == 1) {
      if (!array || list(at.name(0)) == null) {
        known(at.name(0));
      }
    } else if (at.depth() > 1) {
      notAString(at);
    }
  }

  private static long inRange(long value) {
    if (value < 0 || value > DATE_MAX) {
      throw new TokenFault(Rule.CLAIM_TYPE);
    }
    return value;
  }

  /** A value of the wrong type: refused when the claim is one of ours. */
  private static void known(String name) {
    switch (name) {
      case "iss",
          "sub",
          "tenant",
          "clearance",
          "aud",
          "exp",
          "iat",
          "nbf",
          "roles",
          "compartments",
          "amr" ->
          throw new TokenFault(Rule.CLAIM_TYPE);
      default -> {}
    }
  }

  private void notAString(JsonCursor at) {
    if (at.depth() == 2 && at.index(1) >= 0 && list(at.name(0)) != null) {
      throw new TokenFault(Rule.CLAIM_TYPE);
    }
  }

  private List<String> list(String name) {
    return switch (name) {
      case "aud" -> audience;
      case "roles" -> roles;
      case "compartments" -> compartments;
      case "amr" -> methods;
      default -> null;
    };
  }
}
