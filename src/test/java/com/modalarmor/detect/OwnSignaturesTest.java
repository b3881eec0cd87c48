package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.chat.Trust;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSignaturesTest {

  private static SignatureDetector ofTenant(int number) {
    Map<String, Object> signature =
        Map.of(
            "id",
            "T" + number,
            "type",
            "JAILBREAK",
            "pattern",
            "code\\s+word\\s+" + number + "\\b",
            "score",
            0.9,
            "applies",
            List.of("input"),
            "match",
            "Code word " + number,
            "benign",
            "no word");
    SettingsReader reader =
        SettingsReader.of(Map.of("own", List.of(signature)), Map.of(), Path.of("."));
    SignaturePack pack = OwnSignatures.read(reader, "own", SignatureLimits.DEFAULT);
    reader.finish();
    return new SignatureDetector(pack, true);
  }

  @Test
  void one_thread_serves_more_tenants_than_it_keeps_memory_for() {
    int tenants = 20;
    List<SignatureDetector> detectors = new ArrayList<>();
    for (int i = 0; i < tenants; i++) {
      detectors.add(ofTenant(i));
    }
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(100);
    int ran = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < tenants; i++) {
        sink.clear();
        subject.read("code word " + i + ", code word " + (i + 1), Trust.USER, false);
        detectors.get(i).detect(subject, sink);
        assertEquals(
            List.of("signature:tenant/T" + i),
            sink.toList().stream().map(Finding::detector).toList());
        ran++;
      }
    }
    assertEquals(60, ran);
  }
}
