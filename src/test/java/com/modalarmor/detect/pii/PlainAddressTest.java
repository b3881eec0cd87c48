package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers in four parts behind the word version: addresses by their range, port or prefix. */
class PlainAddressTest {

  private static final float MASKED_FROM = 0.35f;

  @Test
  void a_version_is_no_address_unless_it_can_hardly_be_a_version() {
    Map<String, Boolean> rows = new LinkedHashMap<>();
    rows.put("server version 192.168.1.20 is up", true);
    rows.put("build 172.16.4.2", true);
    rows.put("build 172.32.4.2", false);
    rows.put("version 127.0.0.1", true);
    rows.put("version 169.254.7.7", true);
    rows.put("version 10.0.0.5:8080", true);
    rows.put("version: 10.0.0.5/24", true);
    rows.put("version 10.0.0.5", false);
    rows.put("version 1.2.3.4:", false);
    rows.put("Chrome version 120.0.0.1", false);
    rows.put("the server at 10.0.0.5 runs version 1.2.3.4", true);
    PiiDetector detector = PiiDetector.of(PiiPack.packaged(), PiiSelection.DEFAULT);
    Subject subject = new Subject();
    Map<String, Boolean> seen = new LinkedHashMap<>();
    rows.forEach(
        (text, masked) -> {
          FindingSink sink = new FindingSink(100);
          sink.clear();
          subject.read(text, Trust.USER, false);
          detector.detect(subject, sink);
          seen.put(
              text,
              sink.toList().stream()
                  .anyMatch(
                      found ->
                          found.type().name().equals("IP_ADDRESS")
                              && found.score() >= MASKED_FROM));
        });
    assertEquals(11, seen.size());
    assertEquals(rows, seen);
  }
}
