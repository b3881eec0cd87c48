package com.modalarmor.detect.pii;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds telephone numbers: valid ones by the numbering plans of some regions, by the rules and the
 * data of libphonenumber, whose own matcher takes up to a millisecond for a row of numbers.
 * Immutable; thread-safe.
 */
final class PhoneFinder implements Finder {

  /** Characters after the digits: an extension, or what shows that they are a time. */
  static final int TAIL = 28;

  /** Characters before the first digit: brackets and plus, and what stands before them. */
  static final int LEAD = 8;

  /** Signs of which one stands before an extension, whatever the language. */
  private static final String EXTENSION = "xX#~tTдоДО;ｘ＃～";

  /** The score of digits in a row that no word, plus or leading 0 marks as a number. */
  private static final float BARE = 0.3f;

  private static final int DIGITS_MIN = 6;

  /** A region, and which digits may be a number of it. */
  private record Plan(String region, PhoneRun.Plan digits) {}

  private static final PhoneRun.Plan ANY = (lead, n) -> true;

  /**
   * In the order in which they are asked. US answers for all of North America, GB for numbers that
   * start with 00 anywhere.
   */
  private static final List<Plan> USUAL =
      List.of(
          new Plan("US", PhoneFinder::american),
          new Plan(
              "GB",
              (lead, n) ->
                  (zero(lead) && n >= 9 && n <= 11)
                      || (lead < 1_000 && n >= 9)
                      || (lead / 1_000 == 44 && (n == 12 || n == 13))),
          new Plan(
              "DE",
              (lead, n) ->
                  (zero(lead) && n >= 6 && n <= 17) || (lead / 1_000 == 49 && n >= 12 && n <= 14)),
          new Plan("FR", (lead, n) -> (zero(lead) && n == 10) || (lead / 1_000 == 33 && n == 11)),
          new Plan(
              "IL",
              (lead, n) ->
                  (zero(lead) && (n == 9 || n == 10))
                      || (lead / 10_000 == 1 && n == 10)
                      || (lead / 100 == 972 && (n == 11 || n == 12))),
          new Plan(
              "IN",
              (lead, n) ->
                  (lead >= 20_000 && n == 10)
                      || (zero(lead) && n == 11)
                      || (lead / 1_000 == 91 && n == 12)),
          new Plan(
              "BR",
              (lead, n) ->
                  (zero(lead) && n >= 10 && n <= 14)
                      || (lead >= 11_000 && (n == 10 || n == 11))
                      || (n == 8 && (lead / 1_000 == 40 || lead / 1_000 == 30))
                      || (lead / 1_000 == 55 && (n == 12 || n == 13))));

  private static final Plan PHILIPPINES =
      new Plan(
          "PH",
          (lead, n) ->
              (zero(lead) && n >= 9 && n <= 12)
                  || (lead >= 20_000 && n == 10)
                  || (lead / 1_000 == 63 && n >= 11 && n <= 13));
  private static final Plan TURKEY =
      new Plan(
          "TR",
          (lead, n) ->
              (zero(lead) && n == 11)
                  || (lead >= 20_000 && n == 10)
                  || (lead / 1_000 == 90 && n == 12)
                  || (lead / 100 == 444 && n == 7));

  /** A leading 0, but not two. */
  private static boolean zero(int lead) {
    return lead >= 1_000 && lead < 10_000;
  }

  /** Area and exchange codes start with 2 at least. */
  private static boolean american(int lead, int n) {
    boolean national = n == 10 && lead >= 20_000 && lead / 10 % 10 >= 2;
    boolean prefixed = n == 11 && lead >= 12_000 && lead < 20_000 && lead % 10 >= 2;
    return national || prefixed || (lead / 100 == 11 && n >= 10);
  }

  /** Regions whose own word for telephone stands before the number, by that word. */
  private static final Map<String, List<String>> BY_WORD =
      Map.ofEntries(
          Map.entry("telefono", List.of("IT", "ES")),
          Map.entry("cellulare", List.of("IT")),
          Map.entry("teléfono", List.of("ES", "MX", "AR")),
          Map.entry("móvil", List.of("ES")),
          Map.entry("telefone", List.of("PT")),
          Map.entry("telemóvel", List.of("PT")),
          Map.entry("telefoon", List.of("NL", "BE")),
          Map.entry("téléphone", List.of("BE", "CH")),
          Map.entry("portable", List.of("BE", "CH")),
          Map.entry("telefon", List.of("AT", "CH", "PL", "SE", "TR")),
          Map.entry("handy", List.of("AT", "CH")));

  private final int entity;
  private final float score;
  private final int slot;
  private final List<Plan> plans;
  private final boolean byWord;

  private PhoneFinder(int entity, float score, int slot, List<Plan> plans, boolean byWord) {
    this.entity = entity;
    this.score = score;
    this.slot = slot;
    this.plans = plans;
    this.byWord = byWord;
  }

  static PhoneFinder named(String finder, int entity, float score, int slot) {
    return switch (finder) {
      case "phone_ph" -> new PhoneFinder(entity, score, slot, List.of(PHILIPPINES), false);
      case "phone_tr" -> new PhoneFinder(entity, score, slot, List.of(TURKEY), false);
      default -> new PhoneFinder(entity, score, slot, USUAL, true);
    };
  }

  /** Loads the plans, which the first number would otherwise wait for. */
  static void warmUp() {
    USUAL.forEach(plan -> PhonePlans.ALL.warmUp(plan.region));
    PhonePlans.ALL.warmUpAll();
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    int done = scan.done(slot);
    if (from < done) {
      return;
    }
    if (withinWord(scan.text, scan.length, from, to)) {
      scan.done(slot, to);
      return;
    }
    PhoneRun run = scan.phoneRun;
    run.read(scan.text, scan.length, from, to);
    if (run.groups() == 0) {
      scan.done(slot, to);
      return;
    }
    scan.done(slot, run.end());
    if (run.digits() < DIGITS_MIN || run.isTime(scan.text, scan.length)) {
      return;
    }
    PhoneMatcher matcher = scan.phoneMatcher;
    int start = Math.max(done, from - LEAD);
    matcher.read(scan.text, start, stretchEnd(scan.text, scan.length, run.end()), run);
    boolean found = false;
    for (Plan plan : plans) {
      if (ask(scan, start, plan.region, plan.digits)) {
        found = true;
        if (scan.phoneCovered) {
          break; // another region could only find the same, or less
        }
      }
    }
    if (!found && byWord && matcher.holds((lead, n) -> n >= 7 && n <= 12)) {
      found = askByWord(scan, start, run);
    }
    if (!found && byWord && PhoneLabels.name(scan, run)) {
      scan.hit(entity, PhoneLabels.start(scan.text, run.start()), run.end(), score);
    }
  }

  /** Digits between letters, which are no number and no part of one. */
  private static boolean withinWord(char[] text, int length, int from, int to) {
    return from > 0
        && Units.letter(text[from - 1])
        && to < length
        && Units.letter(text[to])
        && !PhoneRun.punctuation(text[to]);
  }

  /** Where the text ends that the digits are judged by: with an extension after them. */
  static int stretchEnd(char[] text, int length, int end) {
    int bound = Math.min(length, end + TAIL);
    int to = end;
    boolean extended = false;
    while (to < bound && text[to] != '\n') {
      char c = text[to];
      if (Units.digit(c) && !extended && !(to == end + 1 && text[end] == ':')) {
        break;
      }
      extended |= EXTENSION.indexOf(c) >= 0;
      to++;
    }
    return to;
  }

  private boolean ask(PiiScan scan, int start, String region, PhoneRun.Plan likely) {
    PhoneMatcher matcher = scan.phoneMatcher;
    PhoneRun run = scan.phoneRun;
    PhonePlan plan = PhonePlans.ALL.of(region);
    scan.phoneCovered = false;
    boolean found = false;
    int index = start;
    while (!scan.phoneCovered && matcher.find(index, plan, likely)) {
      int from = matcher.start();
      int to = matcher.end();
      found = true;
      scan.phoneCovered = from <= run.start() && to >= run.end();
      if (!PhoneShape.isPiece(scan.text, scan.length, from, to)) {
        // Digits without any sign of a number are more often something else.
        boolean bare =
            byWord && PhoneShape.isBare(scan.text, from, to) && !scan.supported(entity, from);
        scan.hit(entity, from, to, bare ? BARE : score);
      }
      index = to;
    }
    return found;
  }

  private boolean askByWord(PiiScan scan, int start, PhoneRun run) {
    if (!scan.supported(entity, run.start())) {
      return false;
    }
    String before =
        new String(scan.text, Math.max(0, start - 32), start - Math.max(0, start - 32) + LEAD)
            .toLowerCase(Locale.ROOT);
    for (Map.Entry<String, List<String>> word : BY_WORD.entrySet()) {
      if (before.contains(word.getKey())) {
        for (String region : word.getValue()) {
          if (ask(scan, start, region, ANY)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
