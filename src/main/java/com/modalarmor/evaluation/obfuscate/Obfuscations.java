package com.modalarmor.evaluation.obfuscate;

import java.util.ArrayList;
import java.util.List;

/**
 * Every disguise, in the order of the table; the one place to add a new one. A name begins with the
 * wire name of the transform that undoes it, where there is one. Stateless.
 */
public final class Obfuscations {

  private static final List<Obfuscation> ALL = list();

  private Obfuscations() {}

  public static List<Obfuscation> all() {
    return ALL;
  }

  private static List<Obfuscation> list() {
    List<Obfuscation> all = new ArrayList<>();
    add(all, "tag_characters", Smuggling::tagCharacters);
    add(all, "variation_selectors", Smuggling::variationSelectors);
    add(all, "variation_selectors_supplement", Smuggling::supplementSelectors);
    add(all, "sneaky_bits", Smuggling::sneakyBits);
    add(all, "zero_width", Insertions::zeroWidth);
    add(all, "invisible", Insertions::otherInvisibles);
    add(all, "bidi", Insertions::bidi);
    add(all, "backspace", Insertions::backspace);
    add(all, "homoglyph", Letters::homoglyphs);
    add(all, "fullwidth", Letters::fullwidth);
    add(all, "math_letters", Letters::mathAlphabet);
    add(all, "circled", Letters::circled);
    add(all, "diacritics", Insertions::diacritics);
    add(all, "zalgo", Insertions::zalgo);
    add(all, "leet", Letters::leet);
    add(all, "spaced", Words::spaced);
    add(all, "punctuated", Words::punctuated);
    add(all, "newlines", Words::newlines);
    add(all, "camel_case", Words::camelCase);
    add(all, "pig_latin", Words::pigLatin);
    add(all, "reversed", Words::reversed);
    add(all, "reversed_words", Words::reversedWords);
    add(all, "base64", Bytes::base64);
    add(all, "base64_url", Bytes::base64Url);
    add(all, "base64_unpadded", Bytes::base64Unpadded);
    add(all, "base64_twice", Bytes::base64Twice);
    add(all, "base64_thrice", Bytes::base64Thrice);
    add(all, "base32", Bytes::base32);
    add(all, "hex", Bytes::hex);
    add(all, "hex_spaced", Bytes::spacedHex);
    add(all, "ascii85", Bytes::ascii85);
    add(all, "uuencode", Bytes::uuencode);
    add(all, "binary", Bytes::binary);
    add(all, "url_encoding", Escapes::url);
    add(all, "html_entities_decimal", Escapes::htmlDecimal);
    add(all, "html_entities_hex", Escapes::htmlHex);
    add(all, "html_entities_named", Escapes::htmlNamed);
    add(all, "unicode_escapes", Escapes::unicode);
    add(all, "quoted_printable", Escapes::quotedPrintable);
    add(all, "rot13", Letters::rot13);
    add(all, "caesar", Letters::caesar);
    add(all, "atbash", Letters::atbash);
    all.add(new Obfuscation("morse", Alphabets::morse, Alphabets::morseHas));
    all.add(new Obfuscation("nato", Alphabets::nato, Alphabets::natoHas));
    add(all, "braille", Alphabets::braille);
    add(all, "hidden_html_comment", Words::htmlComment);
    add(all, "hidden_html_span", Words::hiddenSpan);
    add(all, "hidden_markdown", Words::markdownComment);
    add(all, "upper_case", Words::upperCase);
    return List.copyOf(all);
  }

  private static void add(List<Obfuscation> all, String name, Obfuscation.Encoder encoder) {
    all.add(new Obfuscation(name, encoder, text -> true));
  }
}
