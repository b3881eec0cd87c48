package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;

/**
 * The protected header: {@code alg}, {@code typ} and {@code kid}, each a string, and no other name.
 * A header that brings its own key (jku, jwk, x5u, x5c), asks for more understanding (crit, b64) or
 * for unpacking (enc, zip, cty) is thereby refused, unread. One walk, one thread.
 */
final class TokenHeader implements JsonVisitor {

  private static final int KID_CHARS_MAX = 256;

  private String alg;
  private String typ;
  private String kid;

  private TokenHeader() {}

  static TokenHeader parse(JsonReader reader, byte[] json) {
    TokenHeader header = new TokenHeader();
    try {
      reader.read(json, header);
    } catch (JsonFault e) {
      throw new TokenFault(Rule.JSON);
    }
    if (header.alg == null) {
      throw new TokenFault(Rule.ALGORITHM);
    }
    if (header.typ != null
        && !header.typ.equalsIgnoreCase("JWT")
        && !header.typ.equalsIgnoreCase("at+jwt")) {
      throw new TokenFault(Rule.TYP);
    }
    return header;
  }

  String alg() {
    return alg;
  }

  /** The key's name, or null. */
  String kid() {
    return kid;
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    if (!name.equals("alg") && !name.equals("typ") && !name.equals("kid")) {
      throw new TokenFault(Rule.HEADER_NAME);
    }
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    switch (at.name(0)) {
      case "alg" -> alg = text;
      case "typ" -> typ = text;
      default -> {
        if (!Printable.within(text, KID_CHARS_MAX)) {
          throw new TokenFault(Rule.KID);
        }
        kid = text;
      }
    }
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (at.depth() > 0) {
      throw new TokenFault(Rule.HEADER_TYPE);
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    throw new TokenFault(Rule.HEADER_TYPE);
  }

  @Override
  public void decimal(JsonCursor at, double value) {
    throw new TokenFault(Rule.HEADER_TYPE);
  }

  @Override
  public void literal(JsonCursor at) {
    throw new TokenFault(Rule.HEADER_TYPE);
  }
}
