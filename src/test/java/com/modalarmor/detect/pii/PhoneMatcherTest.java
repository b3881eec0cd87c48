package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Our own matcher of telephone numbers beside libphonenumber's, which is the slow, obvious one. */
class PhoneMatcherTest {

  private static final long SEED = Long.getLong("seed", 20_261);

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private static final List<String> HOMES =
      List.of("US", "GB", "DE", "FR", "IL", "IN", "BR", "PH", "TR", "IT", "ES", "NL", "CH");

  /** Plans that write some numbers otherwise than they are dialled: ours takes more for one. */
  private static final List<String> REWRITTEN = List.of("54", "81", "261", "378", "672");

  private static final List<String> BETWEEN =
      List.of(
          " ", "-", ".", "", "/", " - ", "  ", ") ", "(", ") (", "--", " (", ")-", "\u2013",
          "\u00a0", "[", "]", "+", " +", "()", ".. ", "-. ", "\u2014 ");

  private static final List<String> BEFORE =
      List.of("", "call ", "a", "%", "(", "[", "+", "+(", "$", "é", "-", " (", "#", " ");

  private static final List<String> AFTER =
      List.of(
          "",
          " ",
          "a",
          " x12",
          "x12",
          " ext 123",
          "%",
          " ext 5#",
          ", ",
          "#",
          ":30",
          " and",
          "\u20ac",
          " 2003)",
          " int 4",
          ";ext=7",
          " anexo 3",
          "é",
          ")");

  private final List<String> regions =
      new ArrayList<>(new TreeSet<>(LIBRARY.getSupportedRegions()));

  @Test
  void digits_are_judged_as_by_the_library() {
    long seed = SEED;
    Random random = new Random(seed);
    int cases = 0;
    int valid = 0;
    List<String> missed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    while (cases < 40_000) {
      String home = HOMES.get(random.nextInt(HOMES.size()));
      boolean plus = random.nextInt(3) == 0;
      String digits = digits(random, home, plus);
      if (digits == null || digits.length() > 20) {
        continue;
      }
      cases++;
      String written = (plus ? "+" : "") + digits;
      boolean theirs = matches(written, home).equals(List.of("0-" + written.length()));
      char[] chars = digits.toCharArray();
      boolean ours = PhonePlans.ALL.valid(PhonePlans.ALL.of(home), plus, chars, 0, chars.length);
      valid += theirs ? 1 : 0;
      if (theirs && !ours) {
        missed.add(home + " " + written);
      } else if (ours && !theirs && REWRITTEN.stream().noneMatch(written::contains)) {
        added.add(home + " " + written);
      }
    }
    assertEquals(List.of(), missed, "seed " + seed);
    assertEquals(List.of(), added, "seed " + seed);
    assertTrue(valid > 10_000, valid + " valid");
  }

  /** Of Gabon: the 0 is taken away only where the number behind it is one. */
  @Test
  void a_prefix_that_is_told_by_the_number_behind_it_is_judged_as_by_the_library() {
    PhonePlan home = PhonePlans.ALL.of("DE");
    int valid = 0;
    int rows = 0;
    for (String digits :
        List.of("241060314362", "24160314362", "24101731234", "24173314362", "241073314362")) {
      boolean theirs = matches("+" + digits, "DE").equals(List.of("0-" + (1 + digits.length())));
      assertEquals(
          theirs,
          PhonePlans.ALL.valid(home, true, digits.toCharArray(), 0, digits.length()),
          digits);
      valid += theirs ? 1 : 0;
      rows++;
    }
    assertEquals(5, rows);
    assertEquals(3, valid);
  }

  /** Digits at random, or those of a number of some region, somewhat altered. */
  private String digits(Random random, String home, boolean plus) {
    StringBuilder digits = new StringBuilder();
    if (random.nextInt(6) == 0) {
      int count = 5 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        digits.append(random.nextInt(10));
      }
      return digits.toString();
    }
    String region = random.nextBoolean() ? home : regions.get(random.nextInt(regions.size()));
    PhoneNumberType[] types = PhoneNumberType.values();
    PhoneNumber example =
        LIBRARY.getExampleNumberForType(region, types[random.nextInt(types.length)]);
    if (example == null) {
      return null;
    }
    StringBuilder national = new StringBuilder(LIBRARY.getNationalSignificantNumber(example));
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      national.setCharAt(random.nextInt(national.length()), (char) ('0' + random.nextInt(10)));
    }
    if (random.nextInt(8) == 0) {
      national.append(random.nextInt(10));
    }
    String trunk = LIBRARY.getNddPrefixForRegion(region, true);
    String dialled = trunk == null ? "" : trunk;
    int way = plus ? 0 : random.nextInt(5);
    switch (way) {
      case 0 ->
          digits.append(example.getCountryCode()).append(random.nextInt(4) == 0 ? dialled : "");
      case 1 -> digits.append("00").append(example.getCountryCode());
      case 2 -> digits.append("011").append(example.getCountryCode());
      case 3 -> {}
      default -> digits.append(dialled);
    }
    return digits.append(national).toString();
  }

  @Test
  void numbers_are_found_where_the_library_finds_them() {
    long seed = SEED + 1;
    Random random = new Random(seed);
    PhoneRun run = new PhoneRun();
    PhoneMatcher matcher = new PhoneMatcher();
    int cases = 0;
    int found = 0;
    List<String> differ = new ArrayList<>();
    while (cases < 12_000) {
      String home = HOMES.get(random.nextInt(HOMES.size()));
      String text = text(random, home);
      char[] chars = text.toCharArray();
      int from = 0;
      while (from < chars.length && !Units.digit(chars[from])) {
        from++;
      }
      int to = from;
      while (to < chars.length && Units.digit(chars[to])) {
        to++;
      }
      run.read(chars, chars.length, from, to);
      if (run.groups() == 0 || REWRITTEN.stream().anyMatch(text::contains)) {
        continue;
      }
      int bound = PhoneFinder.stretchEnd(chars, chars.length, run.end());
      cases++;
      List<String> theirs =
          matches(text.substring(0, bound), home).stream()
              .filter(span -> Integer.parseInt(span.split("-")[0]) < run.end())
              .toList();
      found += theirs.size();
      List<String> ours = new ArrayList<>();
      matcher.read(chars, 0, bound, run);
      int index = 0;
      while (matcher.find(index, PhonePlans.ALL.of(home), (lead, n) -> true)) {
        ours.add(matcher.start() + "-" + matcher.end());
        index = matcher.end();
      }
      if (!theirs.equals(ours)) {
        differ.add(home + " [" + text.substring(0, bound) + "] " + theirs + " " + ours);
      }
    }
    assertEquals(List.of(), differ, "seed " + seed);
    assertTrue(found > 4_000, found + " numbers");
  }

  private String text(Random random, String home) {
    StringBuilder text = new StringBuilder(pick(random, BEFORE));
    int numbers = 1 + random.nextInt(3);
    for (int n = 0; n < numbers; n++) {
      text.append(n > 0 ? pick(random, BETWEEN) : "");
      if (random.nextInt(3) == 0) {
        int groups = 1 + random.nextInt(6);
        for (int g = 0; g < groups; g++) {
          text.append(g > 0 ? pick(random, BETWEEN) : "");
          for (int size = 1 + random.nextInt(6); size > 0; size--) {
            text.append(random.nextInt(10));
          }
        }
      } else {
        String region = random.nextInt(4) == 0 ? regions.get(random.nextInt(regions.size())) : home;
        PhoneNumberFormat format =
            random.nextBoolean() ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL;
        String number = LIBRARY.format(LIBRARY.getExampleNumber(region), format);
        number = random.nextInt(4) == 0 ? number.replace(' ', '-') : number;
        int cut = random.nextInt(number.length());
        text.append(number, 0, cut)
            .append(random.nextInt(5) == 0 ? pick(random, BETWEEN) : "")
            .append(number, cut, number.length());
      }
    }
    return text.append(pick(random, AFTER)).toString();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<String> matches(String text, String region) {
    List<String> spans = new ArrayList<>();
    for (PhoneNumberMatch match :
        LIBRARY.findNumbers(text, region, Leniency.VALID, Long.MAX_VALUE)) {
      spans.add(match.start() + "-" + match.end());
    }
    return spans;
  }

  /** libphonenumber's matcher took nearly a second for this text. */
  @Test
  void a_text_of_nothing_but_numbers_stays_cheap() {
    Random random = new Random(20_263);
    StringBuilder text = new StringBuilder();
    while (text.length() < 65_536) {
      for (int i = 0; i < 10; i++) {
        text.append(random.nextInt(10));
      }
      text.append(' ');
    }
    PiiDetector detector = PiiDetector.of(PiiPack.packaged(), PiiSelection.DEFAULT);
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(10_000);
    subject.read(text.toString(), Trust.USER, false);
    long best = Long.MAX_VALUE;
    for (int pass = 0; pass < 10; pass++) {
      sink.clear();
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      detector.detect(subject, sink);
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from);
    }
    assertTrue(best < 150_000_000, best / 1_000_000 + " ms");
  }
}
