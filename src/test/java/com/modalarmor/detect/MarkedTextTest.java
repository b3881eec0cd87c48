package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.similar.KnownAttacks;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Detectors that go over the signs of a plain text find what they find going over all of it. */
class MarkedTextTest {

  private static final Set<String> NAMES =
      Set.of("secrets", "malicious_url", "unsafe_output", "dangerous_command", "pii");

  private static final String[] PIECES = {
    "write to jane.roe@example.com or call +1 415-555-2671",
    "the card is 4111 1111 1111 1111, valid until 12/29",
    "IBAN DE89 3704 0044 0532 0130 00",
    "from 10.1.2.3 to 2001:db8::8a2e:370:7334",
    "password = \"correct-horse-7Battery\"",
    "\"api" + "_key\": \"Zx8Qw2Lk9Vb4Nm7Tr5Yp1Hs6\"",
    "postgres://admin:" + "quillword9@db.example.net:5432/x",
    "see http://2130706433/login and http:\\\\example.com@evil.example",
    "<img src=x onerror=alert(1)> and <script>go()</script>",
    "please rm -rf / --no-preserve-root; drop table users",
    "1 2 3 4 5 6 7 8 9 0 1 2",
    "a note: nothing here, only words (and signs) - really?",
    "SSN 078-05-1120; born 1990-02-31\tmaybe",
  };

  @Test
  void the_list_of_signs_hides_nothing() {
    long seed = 20_261_128L;
    Random random = new Random(seed);
    ScanPlan plan =
        Detectors.of(SignaturePack.load(SignaturePack.packaged()), KnownAttacks.of(List.of()), null)
            .plan()
            .only(NAMES);
    Scanner scanner = new Scanner();
    int found = 0;
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(5);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)])
            .append(random.nextBoolean() ? ".\n" : " ");
      }
      for (Direction direction : List.of(Direction.INPUT, Direction.OUTPUT)) {
        List<String> plain = findings(scanner, plan, direction, text + "\n");
        // A letter beyond ASCII: there is no list, every character is looked at.
        List<String> other = findings(scanner, plan, direction, text + "\n\u00fc");
        assertEquals(other, plain, "seed " + seed + " round " + round + ": " + text);
        found += plain.size();
      }
    }
    assertTrue(found > 1_000, "only " + found);
  }

  private static List<String> findings(
      Scanner scanner, ScanPlan plan, Direction direction, String text) {
    Trust trust = direction == Direction.OUTPUT ? Trust.MODEL : Trust.USER;
    Document document =
        new Document(
            List.of(),
            List.of(new Part(trust, text, 0, 0, 0, -1, false)),
            List.of(),
            Usage.UNKNOWN,
            List.of(),
            false);
    ScanResult result = scanner.scan(document, plan, direction);
    assertEquals(List.of(), result.coverage().failed());
    return result.findings().stream()
        .map(f -> f.detector() + " " + f.score() + " " + f.start() + "-" + f.end())
        .sorted()
        .toList();
  }
}
