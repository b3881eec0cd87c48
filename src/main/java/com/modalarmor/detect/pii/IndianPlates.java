package com.modalarmor.detect.pii;

import com.modalarmor.detect.pii.Check.Answer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Registration offices of Indian vehicles, and the numbers of foreign missions. Immutable.
 *
 * <p>Source: the Regional Transport Office codes as listed by Presidio's recogniser (MIT).
 */
final class IndianPlates {

  private static final String OFFICES =
      "AN1 AP39-40 AR1-17,19-20,22 AS1-20,22-34 BR1-11,19,21-22,24-34,37-39,43-46,50-53,55-56 CG1-30"
          + " CH1-4 DD1-3 DL1-13 DN9 GA1-12 GJ1-39 HP1-20,22-99 HR1-20,22-99 JH1-20,22-24 JK1-20,22"
          + " KA1-20,22-71 KL1-20,22-99 LA1-2 LD1-9 MH1-20,22-51 ML1-10 MN1-7 MP1-20,22-71 MZ1-8"
          + " NL1-10 OD1-20,22-35 OR1-20,22-31 PB1-20,22-99 PY1-5 RJ1-20,22-58 SK1-8 TN1-20,22-99"
          + " TR1-8 TS1-20,22-38 UK1-20 UP11-20,22-96 WB1-20,22-98";
  private static final String MISSIONS =
      "1-80,84-85,89,93-95,97-99,102,104-106,109,111-113,117,119-123,125-126,128,133-135,137,141,145,"
          + "147,149,152-153,155-157,159-160";
  private static final String[] MISSION_CODES = {"CC", "CD", "UN"};

  private static final Map<String, BitSet> BY_STATE = states();
  private static final BitSet MISSION_NUMBERS = ranges(MISSIONS);

  private IndianPlates() {}

  /** Proven with an office that exists; no series begins at 0000. */
  static Answer check(Candidate c) {
    int size = c.size();
    if (zeros(c)) {
      return Answer.REFUTED;
    }
    if (size < 8) {
      return Answer.POSSIBLE;
    }
    BitSet offices = BY_STATE.get(c.compact(0, 2));
    if (offices != null && c.isDigit(2) && serial(c)) {
      int office = c.isDigit(3) ? c.number(2, 4) : c.digit(2);
      return offices.get(office) ? Answer.PROVEN : Answer.POSSIBLE;
    }
    for (String code : MISSION_CODES) {
      for (int i = 1; i <= 3; i++) {
        if (c.isAt(i, code) && digits(c, 0, i) && MISSION_NUMBERS.get(c.number(0, i))) {
          return Answer.PROVEN;
        }
      }
    }
    return Answer.POSSIBLE;
  }

  private static boolean serial(Candidate c) {
    return digits(c, c.size() - 4, c.size()) && c.number(c.size() - 4, c.size()) > 0;
  }

  /** The series of four digits, wherever it stands, is 0000; an army's plate begins with 00. */
  private static boolean zeros(Candidate c) {
    int size = c.size();
    if (c.isDigit(0)) {
      boolean bharat = c.isAt(2, "BH") && c.isAt(4, "0000");
      boolean army = c.isAt(0, "00") && size == 10 && c.isLetter(2);
      return bharat || army;
    }
    return c.isAt(size - 4, "0000") && (size != 6 || c.isLetter(1) || c.at(1) == '0');
  }

  private static boolean digits(Candidate c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!c.isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, BitSet> states() {
    Map<String, BitSet> states = new HashMap<>();
    for (String row : OFFICES.split(" ")) {
      states.put(row.substring(0, 2), ranges(row.substring(2)));
    }
    return states;
  }

  private static BitSet ranges(String list) {
    BitSet numbers = new BitSet();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int first = Integer.parseInt(ends[0]);
      numbers.set(first, Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return numbers;
  }
}
