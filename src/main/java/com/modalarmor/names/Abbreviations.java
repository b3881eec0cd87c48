package com.modalarmor.names;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words whose dot does not end a sentence. Immutable. */
final class Abbreviations {

  private static final List<String> WORDS =
      List.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "ste", "gen", "sen", "rep", "gov", "capt", "sgt",
          "col", "lt", "maj", "cmdr", "adm", "rev", "hon", "fr", "jr", "sr", "inc", "corp", "co",
          "ltd", "bros", "no", "vs", "etc", "dept", "univ", "assn", "ave", "blvd", "rd", "apt",
          "bldg", "fl", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
          "nov", "dec", "mt", "ft", "hwy", "ul", "str", "u", "e.g", "i.e", "cf", "al", "approx",
          "est", "pres", "supt", "msgr", "messrs", "mme", "mlle", "sra", "srta", "hr", "frau",
          "ing", "mag");

  private static final Hashes HASHES = hashes();

  private Abbreviations() {}

  static boolean has(int lowerHash) {
    return HASHES.has(lowerHash);
  }

  private static Hashes hashes() {
    Set<Integer> all = new HashSet<>();
    WORDS.forEach(word -> all.add(Tokens.word(word)));
    return Hashes.of(all);
  }
}
