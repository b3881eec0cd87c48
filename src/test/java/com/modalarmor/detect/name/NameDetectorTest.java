package com.modalarmor.detect.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.verdict.Finding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names as findings: types, places in the original text, what is settled of a stream. */
class NameDetectorTest {

  private static final NameDetector DETECTOR = NameDetector.packaged();

  private static List<Finding> findings(String text) {
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(1_000);
    subject.read(text, Trust.USER, false);
    DETECTOR.detect(subject, sink);
    return sink.toList();
  }

  @Test
  void findings_bear_presidios_types_and_stand_at_their_place_in_the_original() {
    String text = "😀 Grüße! My name is Jane Roe, I am 44 years old and live in Oslo.";
    List<String> found = new ArrayList<>();
    for (Finding finding : findings(text)) {
      found.add(finding.type().name() + " " + text.substring(finding.start(), finding.end()));
      assertEquals(NameDetector.NAME, finding.detector());
      assertTrue(finding.score() > 0 && finding.score() <= 1);
    }
    assertTrue(found.contains("PERSON Jane Roe"), found.toString());
    assertTrue(found.contains("AGE 44"), found.toString());
    assertTrue(found.contains("LOCATION Oslo"), found.toString());
  }

  @Test
  void a_finished_sentence_is_settled_and_an_open_one_is_not() {
    Subject subject = new Subject();
    String first = "Jane Roe lives in Oslo. ";
    subject.read(first + "She works for Ac", Trust.MODEL, true);
    int settled = DETECTOR.settledTo(subject);
    assertTrue(settled >= first.length() - 1 && settled <= first.length(), "settled " + settled);
    subject.read("Jane Roe lives in Os", Trust.MODEL, true);
    assertEquals(0, DETECTOR.settledTo(subject));
  }

  @Test
  void hostile_texts_take_no_more_time_than_their_length_asks() {
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(1_000_000);
    for (String unit : new String[] {"0", "@", "-", "a", "A", "John Smith ", "\n", "Aa. "}) {
      String small = unit.repeat(8_192 / unit.length());
      String large = unit.repeat(65_536 / unit.length());
      long least = Math.max(least(subject, sink, small), 100_000);
      long most = least(subject, sink, large);
      assertTrue(most < 40 * least, "64 KB of '" + unit + "' took " + most + " ns");
    }
  }

  /** The least thread CPU time of some tries, in nanoseconds: others may be busy beside us. */
  private static long least(Subject subject, FindingSink sink, String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    subject.read(text, Trust.USER, false);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      sink.clear();
      long begin = threads.getCurrentThreadCpuTime();
      DETECTOR.detect(subject, sink);
      least = Math.min(least, threads.getCurrentThreadCpuTime() - begin);
    }
    return least;
  }
}
