package com.modalarmor.names;

/**
 * Names in capitals that the model passed over, where the words around say that they are of a firm:
 * {@code the Bluebird office}, {@code Bluebird is a design agency}, {@code CEO of Bluebird}, and
 * {@code Jane Roe of Bluebird} where business is spoken of, the line between a person's and a
 * street. Stateless.
 */
final class FirmRules {

  private static final int NAME_TOKENS_MAX = 4;

  /** Tokens behind the article among which the word for a firm is. */
  private static final int REACH = 4;

  private static final WordSet ARTICLE = WordSet.of("the our your their its this");
  private static final WordSet OFFICE =
      WordSet.of("office offices headquarters hq branch ceo cfo cto website logo brand");
  private static final WordSet IS = WordSet.of("is was");
  private static final WordSet A = WordSet.of("a an the");
  private static final WordSet FIRM =
      WordSet.of(
          "company firm agency startup corporation bank charity nonprofit organisation organization"
              + " consultancy supplier manufacturer retailer provider publisher bookshop bakery");
  private static final WordSet ROLE =
      WordSet.of("ceo cfo cto coo founder cofounder chairman chairwoman employee employees");
  private static final WordSet OF = WordSet.of("of at");
  private static final WordSet FROM = WordSet.of("of from");

  private FirmRules() {}

  /** The last token of the firm's name that begins at token {@code i}, or -1. */
  static int last(Tokens t, Sighting s, byte[] tags, int i) {
    if (!plain(t, tags, i) || ARTICLE.has(t, i) || FIRM.has(t, i)) {
      return -1;
    }
    if (plain(t, tags, i - 1) && !ARTICLE.has(t, i - 1)) {
      return -1; // the middle of something
    }
    int last = i;
    while (last - i + 1 < NAME_TOKENS_MAX && plain(t, tags, last + 1)) {
      last++;
    }
    if (plain(t, tags, last + 1)) {
      return -1; // longer than a name
    }
    if ((s.lists[i] & (Lexicon.PEOPLE | Lexicon.NO_NAME)) != 0) {
      return -1;
    }
    boolean office =
        ARTICLE.has(t, i - 1) && OFFICE.has(t, last + 1) && t.shape[last + 1] == Tokens.SHAPE_LOWER;
    boolean role = OF.has(t, i - 1) && ROLE.has(t, i - 2);
    boolean colleague = FROM.has(t, i - 1) && person(tags, i - 2) && business(t, s);
    boolean letterhead = i > 1 && t.line(i - 1) && street(t, tags, last) && named(t, tags, i - 2);
    return office || role || colleague || letterhead || described(t, last) ? last : -1;
  }

  private static boolean plain(Tokens t, byte[] tags, int i) {
    return i >= 0 && i < t.count && t.capital(i) && tags[i] == Tags.NONE;
  }

  private static boolean person(byte[] tags, int i) {
    return i >= 0 && tags[i] != Tags.NONE && Tags.type(tags[i]) == Tags.PERSON;
  }

  /** True when the next line begins with a number or an address. */
  private static boolean street(Tokens t, byte[] tags, int last) {
    return last + 2 < t.count
        && t.line(last + 1)
        && (t.number(last + 2) || tags[last + 2] >= Tags.ADDRESS);
  }

  /** True when the line that ends at token {@code i}, or the one before it, is a person's name. */
  private static boolean named(Tokens t, byte[] tags, int i) {
    int at = i;
    while (at > 0 && !t.line(at) && !person(tags, at)) {
      at--;
    }
    return person(tags, at) || (t.line(at) && person(tags, at - 1));
  }

  private static boolean business(Tokens t, Sighting s) {
    for (int i = 0; i < t.count; i++) {
      if ((s.lists[i] & Lexicon.ORGANIZATION_CUE) != 0) {
        return true;
      }
    }
    return false;
  }

  /** {@code … is a small design agency}. */
  private static boolean described(Tokens t, int last) {
    if (!IS.has(t, last + 1) || !A.has(t, last + 2)) {
      return false;
    }
    for (int i = last + 3; i < last + 3 + REACH && i < t.count; i++) {
      if (FIRM.has(t, i)) {
        return true;
      }
      if (t.shape[i] != Tokens.SHAPE_LOWER) {
        return false;
      }
    }
    return false;
  }
}
