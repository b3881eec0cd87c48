package com.modalarmor.detect.pii;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadataCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The numbering plans of all regions, from libphonenumber's data. Says of digits what its parser
 * and its check of validity say, without building a string. A plan is compiled when it is first
 * asked for. Thread-safe.
 */
final class PhonePlans {

  static final PhonePlans ALL = new PhonePlans();

  /** More digits are no number, whatever leads up to it. */
  static final int DIGITS_MAX = 26;

  private static final String DATA = "/com/google/i18n/phonenumbers/data/PhoneNumberMetadataProto_";
  private static final int CALLING_CODE_DIGITS_MAX = 3;
  private static final int CALLING_CODES = 1_000;
  private static final String NO_REGION = "001";

  /** By calling code the regions, the main one first; null = no such code. */
  private final String[][] regions = new String[CALLING_CODES][];

  private final AtomicBoolean warm = new AtomicBoolean();
  private final PhoneCode[] byCode = new PhoneCode[CALLING_CODES];
  private final Map<String, PhonePlan> byRegion = new ConcurrentHashMap<>();

  private PhonePlans() {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    for (int code : library.getSupportedCallingCodes()) {
      List<String> names = library.getRegionCodesForCountryCode(code);
      regions[code] =
          names.stream()
              .map(name -> name.equals(NO_REGION) ? String.valueOf(code) : name)
              .toArray(String[]::new);
    }
  }

  PhonePlan of(String region) {
    return byRegion.computeIfAbsent(region, PhonePlans::read);
  }

  /** Compiles what numbers of the region are judged by. */
  void warmUp(String region) {
    code(of(region).callingCode);
  }

  /**
   * Compiles all other plans in the background, once a process: over a second of work, of which a
   * text of many calling codes would otherwise do as much as it likes on the thread that reads it.
   */
  void warmUpAll() {
    if (!warm.compareAndSet(false, true)) {
      return;
    }
    Thread thread = new Thread(this::compileAll, "modal-armor-phone-plans");
    thread.setDaemon(true);
    thread.start();
  }

  private void compileAll() {
    for (int code = 1; code < CALLING_CODES; code++) {
      if (regions[code] != null) {
        code(code);
      }
    }
  }

  private static PhonePlan read(String region) {
    try (InputStream in = PhoneNumberUtil.class.getResourceAsStream(DATA + region);
        ObjectInputStream objects = new ObjectInputStream(in)) {
      PhoneMetadataCollection collection = new PhoneMetadataCollection();
      collection.readExternal(objects);
      return new PhonePlan(region, collection.getMetadataList().get(0));
    } catch (IOException fault) {
      throw new UncheckedIOException("numbering plan of " + region, fault);
    }
  }

  private PhoneCode code(int code) {
    PhoneCode known = byCode[code];
    if (known == null) {
      known = new PhoneCode(Arrays.stream(regions[code]).map(this::of).toArray(PhonePlan[]::new));
      byCode[code] = known;
    }
    return known;
  }

  /** True when the digits behind a plus begin with a calling code: no region matters then. */
  boolean known(char[] digits, int from, int to) {
    return to - from > 2 && callingCode(digits, from, to) != 0;
  }

  /**
   * True when digits as written are a valid number for somebody in the region.
   *
   * @param plus a plus stands before them
   */
  boolean valid(PhonePlan home, boolean plus, char[] digits, int start, int to) {
    int from = start;
    boolean abroad = plus;
    if (!plus) {
      int behind = home.behindInternational(digits, start, to);
      abroad = behind >= 0;
      from = abroad ? behind : start;
    }
    if (abroad && to - from <= 2) {
      return false;
    }
    int code = abroad ? callingCode(digits, from, to) : 0;
    if (code != 0) {
      from += length(code);
    } else if (abroad && !plus) {
      return false;
    } else {
      int behind = plus ? home.behindInternational(digits, start, to) : -1;
      if (behind >= 0 && to - behind > 2 && callingCode(digits, behind, to) != 0) {
        code = callingCode(digits, behind, to);
        from = behind + length(code);
      } else {
        int own = behindOwnCode(home, digits, start, to);
        code = own < 0 ? 0 : home.callingCode;
        from = own < 0 ? start : own;
      }
      if (plus && code == 0) {
        return false;
      }
    }
    PhoneCode dialled = code(code == 0 ? home.callingCode : code);
    PhonePlan plan = code == 0 || code == home.callingCode ? home : dialled.main();
    int stripped = plan.behindPrefix(digits, from, to);
    int national = stripped >= 0 && plan.longEnough(to - stripped) ? stripped : from;
    int count = to - national;
    return count >= 2
        && count <= PhonePlan.NATIONAL_MAX
        && dialled.has(digits, national, to)
        && (code != 0
            || dialled.main().behindPrefix(digits, start, to) >= 0
            || !dialled.main().writtenWithPrefix(digits, national, to));
  }

  /** The national digits behind the region's own calling code, dialled without a plus; or -1. */
  private static int behindOwnCode(PhonePlan home, char[] digits, int from, int to) {
    int code = home.callingCode;
    int length = length(code);
    if (to - from < length) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + length; i++) {
      value = value * 10 + digits[i] - '0';
    }
    if (value != code) {
      return -1;
    }
    int behind = home.behindPrefix(digits, from + length, to);
    int national = behind < 0 ? from + length : behind;
    boolean better = !home.mayBe(digits, from, to) && home.mayBe(digits, national, to);
    return better || home.tooLong(to - from) ? national : -1;
  }

  /** The calling code that the digits begin with; 0 = none. No code begins another. */
  private int callingCode(char[] digits, int from, int to) {
    int code = 0;
    int bound = Math.min(to, from + CALLING_CODE_DIGITS_MAX);
    for (int i = from; i < bound && (i > from || digits[i] != '0'); i++) {
      code = code * 10 + digits[i] - '0';
      if (regions[code] != null) {
        return code;
      }
    }
    return 0;
  }

  private static int length(int code) {
    return code < 10 ? 1 : code < 100 ? 2 : 3;
  }
}
