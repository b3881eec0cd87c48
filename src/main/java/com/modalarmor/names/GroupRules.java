package com.modalarmor.names;

/**
 * Nationalities, religions, political groups, forms of address, occupations and employers, by lists
 * and the words before, where the model found no name. Stateless.
 */
final class GroupRules {

  private static final float LISTED = 0.8f;
  private static final float LOWER_CASE = 0.6f;
  private static final WordSet FORMS =
      WordSet.of("mr mrs ms miss mx dr prof professor sir madam mister doctor");
  private static final WordSet AS = WordSet.of("as");
  private static final WordSet OCCUPATION =
      WordSet.of("job occupation profession position role title");
  private static final WordSet COLON = WordSet.of(":");
  private static final WordSet ARTICLE = WordSet.of("the a an");
  private static final WordSet COMMA = WordSet.of(",");
  private static final WordSet DASH = WordSet.of("-");
  private static final WordSet STOPS = WordSet.of(", . ; ) but and at for in");
  private static final WordSet JOBS =
      WordSet.of("clerk nurse midwife chef cook aide guard head chief coach maid");
  private static final String[] ENDINGS = {
    "er", "or", "ist", "ian", "ant", "ent", "man", "men", "woman", "ative", "wright", "smith",
    "pher"
  };

  /** Behind these it is a language. */
  private static final WordSet LEARNED =
      WordSet.of(
          "study studies studied studying speak speaks speaking spoke learn learns learned learning"
              + " teach teaches taught teaching");

  private static final WordSet OPEN = WordSet.of("(");
  private static final WordSet CLOSE = WordSet.of(")");
  private static final WordSet WORK = WordSet.of("work works worked working");
  private static final WordSet FOR = WordSet.of("for at");
  private static final int NAME_TOKENS_MAX = 2;
  private static final int EMPLOYER_TOKENS_MAX = 4;
  private static final int JOB_TOKENS_MAX = 9;

  private GroupRules() {}

  static void find(char[] chars, Tokens t, Sighting s, byte[] tags, NamesFound out) {
    for (int i = 0; i < t.count; i++) {
      boolean title = (s.lists[i] & Lexicon.TITLE) != 0 && FORMS.has(t, i);
      if (title && (tags[i] == Tags.NONE || Tags.opens(tags[i]))) {
        form(t, tags, i, out);
        continue;
      }
      if (tags[i] != Tags.NONE) {
        continue;
      }
      if (t.capital(i) && FOR.has(t, i - 1) && WORK.has(t, i - 2)) {
        i = employer(t, tags, i, out);
        continue;
      }
      int city = PlaceRules.last(t, s, tags, i);
      if (city >= 0) {
        out.add(NameKind.LOCATION, i, city, LOWER_CASE);
        i = city;
        continue;
      }
      int firm = FirmRules.last(t, s, tags, i);
      if (firm >= 0) {
        out.add(NameKind.ORGANIZATION, i, firm, LOWER_CASE);
        i = firm;
        continue;
      }
      int occupation = occupation(chars, t, tags, i);
      if (occupation >= 0) {
        out.add(NameKind.TITLE, i, occupation, LOWER_CASE);
        i = occupation;
        continue;
      }
      int last = phraseEnd(s, i, t.count);
      int lists = last > i ? s.phrase[i] : s.lists[i];
      if ((lists & (Lexicon.PEOPLE | Lexicon.CREED)) != 0 && free(tags, i, last)) {
        if (!LEARNED.has(t, i - 1) && !partOfPlace(t, tags, i, last)) {
          people(t, i, last, lists, out);
        }
        i = last;
      } else if ((lists & Lexicon.JOB) != 0 && free(tags, i, last) && job(t, tags, i, last)) {
        out.add(NameKind.TITLE, i, last, LOWER_CASE);
        i = last;
      }
    }
  }

  private static int phraseEnd(Sighting s, int i, int count) {
    if (s.place[i] != 1) {
      return i;
    }
    int last = i;
    while (last + 1 < count && s.place[last] != 3) {
      last++;
    }
    return last;
  }

  private static boolean free(byte[] tags, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (tags[i] != Tags.NONE) {
        return false;
      }
    }
    return true;
  }

  /**
   * Who somebody works for, in capitals, when the model saw no name there; the last token of it.
   */
  private static int employer(Tokens t, byte[] tags, int first, NamesFound out) {
    int last = first;
    while (last + 1 < t.count
        && last - first + 1 < EMPLOYER_TOKENS_MAX
        && t.capital(last + 1)
        && tags[last + 1] == Tags.NONE) {
      last++;
    }
    out.add(NameKind.ORGANIZATION, first, last, LOWER_CASE);
    return last;
  }

  /** {@code Cyprus (Greek)}. */
  private static boolean partOfPlace(Tokens t, byte[] tags, int first, int last) {
    return first > 1
        && OPEN.has(t, first - 1)
        && CLOSE.has(t, last + 1)
        && Tags.type(tags[first - 2]) == Tags.LOCATION;
  }

  /** What is an everyday word, too, counts with a capital only. */
  private static void people(Tokens t, int first, int last, int lists, NamesFound out) {
    if (t.capital(first) || t.capital(last)) {
      out.add(NameKind.NRP, first, last, LISTED);
    } else if ((lists & Lexicon.PEOPLE) != 0 && (lists & Lexicon.CREED) == 0) {
      out.add(NameKind.NRP, first, last, LOWER_CASE);
    }
  }

  /** A form of address, and who is addressed when the model did not see a person there. */
  private static void form(Tokens t, byte[] tags, int i, NamesFound out) {
    boolean dotted = i + 1 < t.count && t.lower[i + 1] == Tokens.DOT && t.end[i] == t.start[i + 1];
    int last = dotted ? i + 1 : i;
    int first = last + 1;
    if (first >= t.count || !t.capital(first)) {
      return;
    }
    out.add(NameKind.TITLE, i, last, LISTED);
    if (tags[first] != Tags.NONE && Tags.type(tags[first]) != Tags.LOCATION) {
      return;
    }
    int end = first;
    while (end + 1 < t.count
        && end - first < NAME_TOKENS_MAX
        && t.capital(end + 1)
        && tags[end + 1] == Tags.NONE) {
      end++;
    }
    out.add(NameKind.PERSON, first, end, LISTED);
  }

  /** A known occupation alone on its line, after "as" or "occupation:", or beside a person. */
  private static boolean job(Tokens t, byte[] tags, int first, int last) {
    int before = ARTICLE.has(t, first - 1) ? first - 2 : first - 1;
    boolean begins = first == 0 || t.line(first - 1);
    boolean ends = last + 1 >= t.count || t.line(last + 1);
    return (begins && ends && t.count > last - first + 1)
        || AS.has(t, before)
        || (COLON.has(t, first - 1) && OCCUPATION.has(t, first - 2))
        || (COMMA.has(t, before) && person(tags, before - 1));
  }

  private static boolean person(byte[] tags, int i) {
    return i >= 0 && tags[i] != Tags.NONE && Tags.type(tags[i]) == Tags.PERSON;
  }

  /**
   * What stands where an occupation stands and ends like one, though it is on no list: after a
   * person's name as a line of its own or between commas, or after "as" up to a stop. Returns its
   * last token, or -1.
   */
  private static int occupation(char[] chars, Tokens t, byte[] tags, int i) {
    boolean line = person(tags, i - 2) && t.line(i - 1);
    boolean apposed = person(tags, i - 3) && ARTICLE.has(t, i - 1) && COMMA.has(t, i - 2);
    boolean as = t.shape[i] == Tokens.SHAPE_CAPITAL && AS.has(t, i - 1);
    if (!line && !apposed && !as) {
      return -1;
    }
    int last = i;
    while (last < t.count && last - i < JOB_TOKENS_MAX && (t.letters(last) || DASH.has(t, last))) {
      if (tags[last] != Tags.NONE) {
        return -1;
      }
      last++;
    }
    boolean stops = last >= t.count || t.line(last) || STOPS.has(t, last);
    return stops && last > i && endsLikeOne(chars, t, last - 1) ? last - 1 : -1;
  }

  private static boolean endsLikeOne(char[] chars, Tokens t, int i) {
    if (JOBS.has(t, i)) {
      return true;
    }
    for (String ending : ENDINGS) {
      int from = t.end[i] - ending.length();
      boolean same = from > t.start[i];
      for (int k = 0; same && k < ending.length(); k++) {
        same = Letters.plain(chars[from + k]) == ending.charAt(k);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
