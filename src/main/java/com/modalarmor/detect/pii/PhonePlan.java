package com.modalarmor.detect.pii;

import com.google.i18n.phonenumbers.Phonemetadata.NumberFormat;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.modalarmor.detect.match.ShapeSet;
import com.modalarmor.detect.match.ShapeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbering plan of one region, its expressions compiled to automata: libphonenumber's data
 * without its matcher, so that a digit costs some nanoseconds whatever the digits are. Immutable;
 * thread-safe.
 */
final class PhonePlan {

  /** Digits that a national number has at most. */
  static final int NATIONAL_MAX = 17;

  /** Digits after a carrier's code that make it one. */
  private static final int AFTER_CARRIER_MIN = 10;

  private static final int NONE = -1;

  final String region;
  final int callingCode;

  private final ShapeSet shapes;
  private final int general;

  /** A bit for each length, by type of number. */
  private final int[] typeLengths;

  private final int[] types;
  private final int lengths;
  private final int localLengths;
  private final int prefix;

  /** Digits of the prefix where its shape holds the number behind it, too; 0 = it does not. */
  private final int prefixDigits;

  private final int carrier;

  /** The plan writes some numbers otherwise than they are dialled. */
  private final boolean rewrites;

  private final int international;
  private final int leading;
  private final int[] formatLeading;
  private final int[] formats;

  /** By format whether its numbers are written with the national prefix. */
  private final boolean[] formatPrefixed;

  PhonePlan(String region, PhoneMetadata data) {
    this.region = region;
    callingCode = data.getCountryCode();
    lengths = mask(data.getGeneralDesc().getPossibleLengthList());
    localLengths = mask(data.getGeneralDesc().getPossibleLengthLocalOnlyList());
    Shapes sources = new Shapes(region);
    general = sources.add(data.getGeneralDesc().getNationalNumberPattern());
    Map<Integer, StringBuilder> byLengths = new LinkedHashMap<>();
    for (PhoneNumberDesc type : types(data)) {
      if (!type.getNationalNumberPattern().isEmpty()) {
        StringBuilder either =
            byLengths.computeIfAbsent(
                mask(type.getPossibleLengthList()), lengthMask -> new StringBuilder());
        either.append(either.length() == 0 ? "" : "|").append(type.getNationalNumberPattern());
      }
    }
    typeLengths = byLengths.keySet().stream().mapToInt(i -> i).toArray();
    types = byLengths.values().stream().mapToInt(one -> sources.add(one.toString())).toArray();
    String dialled = data.getNationalPrefixForParsing();
    String rule = data.getNationalPrefixTransformRule();
    boolean carriers = rule.equals("$2");
    prefixDigits = rule.equals("$1") ? Math.max(0, dialled.indexOf('(')) : 0;
    rewrites = !rule.isEmpty() && !carriers && prefixDigits == 0;
    int group = dialled.indexOf("(?:(");
    prefix = sources.add(carriers ? dialled.substring(0, group) : withoutWhole(dialled));
    carrier = carriers ? sources.add(dialled.substring(0, dialled.indexOf("(\\d{")) + ")") : NONE;
    international = sources.add(data.getInternationalPrefix());
    leading = sources.add(data.getLeadingDigits());
    int count = data.getNumberFormatCount();
    formatLeading = new int[count];
    formats = new int[count];
    formatPrefixed = new boolean[count];
    for (int i = 0; i < count; i++) {
      NumberFormat format = data.getNumberFormat(i);
      int starts = format.getLeadingDigitsPatternCount();
      formatLeading[i] =
          starts == 0 ? NONE : sources.add(format.getLeadingDigitsPattern(starts - 1));
      formats[i] = sources.add(format.getPattern());
      String written = format.getNationalPrefixFormattingRule();
      formatPrefixed[i] =
          !written.isEmpty()
              && !format.getNationalPrefixOptionalWhenFormatting()
              && !written.equals("$1")
              && !written.equals("($1)");
    }
    shapes = ShapeSet.ofDigits(sources.list);
  }

  /** The shapes of one plan, while they are gathered. */
  private static final class Shapes {

    private final String region;
    private final List<ShapeSource> list = new ArrayList<>();

    Shapes(String region) {
      this.region = region;
    }

    int add(String regex) {
      if (regex.isEmpty() || regex.equals("NA")) {
        return NONE;
      }
      list.add(new ShapeSource("plan of " + region, regex, false, false, "", ""));
      return list.size() - 1;
    }
  }

  private static List<PhoneNumberDesc> types(PhoneMetadata data) {
    return List.of(
        data.getPremiumRate(),
        data.getTollFree(),
        data.getSharedCost(),
        data.getVoip(),
        data.getPersonalNumber(),
        data.getPager(),
        data.getUan(),
        data.getVoicemail(),
        data.getFixedLine(),
        data.getMobile());
  }

  /** Without an alternative that stands for a whole number, which is not stripped but rewritten. */
  private static String withoutWhole(String dialled) {
    int end = dialled.indexOf(")$");
    String rest = end < 0 ? dialled : dialled.substring(end + 2);
    return rest.startsWith("|") ? rest.substring(1) : rest;
  }

  private static int mask(List<Integer> lengths) {
    int mask = 0;
    for (int length : lengths) {
      mask |= length > 0 && length < Integer.SIZE ? 1 << length : 0;
    }
    return mask;
  }

  private boolean whole(int shape, char[] digits, int from, int to) {
    return shape != NONE && shapes.match(shape, digits, to, from) == to;
  }

  /** The end of what the shape takes of the beginning, or -1. */
  private int begins(int shape, char[] digits, int from, int to) {
    return shape == NONE ? NONE : shapes.match(shape, digits, to, from);
  }

  /** True when national digits have the form of some number of the region. */
  boolean mayBe(char[] digits, int from, int to) {
    return whole(general, digits, from, to);
  }

  /** True when national digits are a number of the region. */
  boolean has(char[] digits, int from, int to) {
    if (!mayBe(digits, from, to)) {
      return false;
    }
    int bit = 1 << (to - from);
    for (int i = 0; i < types.length; i++) {
      boolean fits = typeLengths[i] == 0 || (typeLengths[i] & bit) != 0;
      if (fits && whole(types[i], digits, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** The same for the main region of a calling code, whose numbers may be written otherwise. */
  boolean hasAsWritten(char[] digits, int from, int to) {
    boolean rewritten = rewrites && (lengths >>> (to - from) & 1) != 0;
    return has(digits, from, to) || (rewritten && mayBe(digits, from, to));
  }

  /** True when the first digits alone may say whether a number is this region's. */
  boolean claims() {
    return leading != NONE;
  }

  /** True when the first digits say that a number is this region's. */
  boolean claims(char[] digits, int from, int to) {
    return begins(leading, digits, from, to) >= 0;
  }

  /** True when a number that begins so may be this region's, or when that is not told by it. */
  boolean mayClaim(char[] digits, int from, int to) {
    return leading == NONE
        || shapes.open(leading, digits, from, to)
        || begins(leading, digits, from, to) >= 0;
  }

  /** Where the national digits begin behind the national prefix; -1 when there is none. */
  int behindPrefix(char[] digits, int from, int to) {
    int end = begins(prefix, digits, from, to);
    if (end < 0) {
      return NONE;
    }
    if (prefixDigits > 0) {
      end = from + prefixDigits;
    }
    int behind = begins(carrier, digits, from, to);
    if (behind >= 0 && to - behind >= AFTER_CARRIER_MIN) {
      end = behind;
    }
    return mayBe(digits, from, to) && !mayBe(digits, end, to) ? NONE : end;
  }

  /** Where the digits begin behind what is dialled for another country; -1 when it is not. */
  int behindInternational(char[] digits, int from, int to) {
    int end = begins(international, digits, from, to);
    return end >= 0 && (end == to || digits[end] != '0') ? end : NONE;
  }

  /** More digits than any number of the region. */
  boolean tooLong(int digits) {
    return localOnly(digits) ? false : digits >= Integer.SIZE || lengths >>> digits == 0;
  }

  /** As many digits as some number of the region, or more. */
  boolean longEnough(int digits) {
    boolean exact = digits < Integer.SIZE && (lengths >>> digits & 1) != 0;
    return !localOnly(digits) && (exact || tooLong(digits));
  }

  private boolean localOnly(int digits) {
    return digits < Integer.SIZE && (localLengths >>> digits & 1) != 0;
  }

  /** True when such national digits are always written with the national prefix. */
  boolean writtenWithPrefix(char[] digits, int from, int to) {
    for (int i = 0; i < formats.length; i++) {
      boolean starts = formatLeading[i] == NONE || begins(formatLeading[i], digits, from, to) >= 0;
      if (starts && whole(formats[i], digits, from, to)) {
        return formatPrefixed[i];
      }
    }
    return false;
  }

  long memoryBytes() {
    return shapes.memoryBytes();
  }
}
