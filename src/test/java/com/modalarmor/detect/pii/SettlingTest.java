package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.PiiFindings;
import com.modalarmor.detect.Subject;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said to be final of a text that goes on stays so, whatever follows. */
class SettlingTest {

  private static final int ROUNDS = 3_000;
  private static final String[] PIECES = {
    "john@example.com",
    "4012 8888 8888 1881",
    "DE89 3704 0044 0532 0130 00",
    "(415) 555-0132",
    "078-05-1123",
    "192.168.0.1",
    "2001:db8::1",
    "00:1A:2B:3C:4D:5E",
    "https://www.example.com/a?b=c",
    "'example.org'",
    "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ",
    "HRB 123456",
    "B-AB 1234",
    "221 395 1837",
    "020594X902N",
    "850709-9805",
    "+49 171 1234567",
    "06 12 34 56 78",
    "cvv: 123",
    "DEUTDEFF500",
    "nino PR 123612 C",
    "05/21/2021",
    "21-MAY-2021",
    "2021-05-21T10:20:30Z",
    "GL0285191",
    "AAAAAA00B11C333Y",
    "W1A 1HQ",
    "34 abc 1234",
    "my ssn is",
    "passport",
    "card",
    "Das ist",
    "the answer",
    "in a",
    "12",
    "7",
    "3.5",
    "e.g.",
    "phone",
    "Telefono: 333 1234567",
    "4 0 1 2 8 8 8 8 8 8 8",
    "ext. 123",
    "am9obkBleGFtcGxlLmNvbQ==",
    "6a6f686e406578616d706c652e636f6d",
    "212\u200B-555\u200B-1234",
    "１２３"
  };
  private static final String[] GLUE = {" ", "", ", ", ". ", "\n", "-", ":", " / ", "(", "x", "."};

  @Test
  void findings_before_the_settled_place_are_those_of_the_whole_text_and_none_crosses_it() {
    for (Detector detector : List.of(PiiFindings.ALL, PiiFindings.DEFAULT)) {
      long seed = 20_261_126;
      Random random = new Random(seed);
      long open = 0;
      for (int round = 0; round < ROUNDS; round++) {
        String text = text(random);
        int cut = random.nextInt(text.length() + 1);
        String prefix = text.substring(0, cut);
        Subject subject = PiiFindings.subject(prefix);
        List<Finding> now = PiiFindings.of(detector, subject);
        int settled = detector.settledTo(subject);
        String where =
            "seed "
                + seed
                + " round "
                + round
                + " cut "
                + cut
                + " settled "
                + settled
                + ": "
                + text;
        assertTrue(settled >= 0 && settled <= cut, where);
        List<Finding> whole = PiiFindings.of(detector, text);
        assertEquals(before(whole, settled), before(now, settled), where);
        for (Finding finding : whole) {
          assertTrue(finding.start() >= settled || finding.end() <= settled, where + " " + finding);
        }
        open += cut - settled;
      }
      assertTrue(open / (double) ROUNDS < 60, "held on average: " + open / (double) ROUNDS);
    }
  }

  @Test
  void plain_words_are_held_back_by_one_token() {
    for (String text :
        new String[] {"The quick brown fox jum", "Revenue grew by 12 percent, while co"}) {
      Subject subject = PiiFindings.subject(text);
      int settled = PiiFindings.DEFAULT.settledTo(subject);
      assertTrue(settled >= text.lastIndexOf(' '), text + " settled " + settled);
    }
  }

  private static List<String> before(List<Finding> findings, int settled) {
    List<String> shown = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.start() < settled) {
        shown.add(
            finding.detector()
                + " "
                + finding.start()
                + "-"
                + finding.end()
                + " "
                + finding.score());
      }
    }
    return shown;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      if (random.nextInt(4) == 0) {
        piece = piece.substring(0, 1 + random.nextInt(piece.length()));
      }
      text.append(piece).append(GLUE[random.nextInt(GLUE.length)]);
    }
    return text.toString();
  }
}
