package com.modalarmor.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The ways in which a view can differ from the text as sent, case aside. At most 32: a set of them
 * is an int.
 */
public enum Transform {
  NFKC("nfkc"),
  INVISIBLE("zero_width"),
  HOMOGLYPH("homoglyph"),
  TAGS("tag_characters"),
  VARIATION("variation_selectors"),
  SNEAKY_BITS("sneaky_bits"),
  BIDI("bidi"),
  BACKSPACE("backspace"),
  DIACRITICS("diacritics"),
  LEET("leet"),
  SPACED("spaced"),
  CAMEL_CASE("camel_case"),
  REVERSED("reversed"),
  PIG_LATIN("pig_latin"),
  BASE64("base64"),
  BASE32("base32"),
  HEX("hex"),
  ASCII85("ascii85"),
  UUENCODE("uuencode"),
  URL_ENCODING("url_encoding"),
  HTML_ENTITIES("html_entities"),
  UNICODE_ESCAPES("unicode_escapes"),
  QUOTED_PRINTABLE("quoted_printable"),
  ROT13("rot13"),
  CAESAR("caesar"),
  ATBASH("atbash"),
  MORSE("morse"),
  NATO("nato"),
  BRAILLE("braille"),
  BINARY("binary"),
  HIDDEN_HTML("hidden_html"),
  HIDDEN_MARKDOWN("hidden_markdown");

  /** Of bytes as characters. */
  static final int ENCODINGS =
      BASE64.bit() | BASE32.bit() | HEX.bit() | ASCII85.bit() | UUENCODE.bit() | BINARY.bit();

  private final String wireName;

  Transform(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public int bit() {
    return 1 << ordinal();
  }

  /** The names in a bit set, in the order of this enum. */
  public static List<String> names(int bits) {
    if (bits == 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>(3);
    for (Transform transform : values()) {
      if ((bits & transform.bit()) != 0) {
        names.add(transform.wireName);
      }
    }
    return names;
  }
}
