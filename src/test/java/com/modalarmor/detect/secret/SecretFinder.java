package com.modalarmor.detect.secret;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/** The shipped detector over single texts. Single-threaded. */
final class SecretFinder {

  static final SecretPack PACK = SecretPack.load(SecretPack.packaged());

  private final SecretDetector detector = new SecretDetector(PACK);
  private final Subject subject = new Subject();

  List<Finding> find(String text) {
    FindingSink sink = new FindingSink(10_000);
    sink.clear();
    subject.read(text, Trust.USER, false);
    detector.detect(subject, sink);
    return sink.toList();
  }

  /** Each finding as {@code KIND:value}, without the prefix of the type. */
  List<String> values(String text) {
    List<String> values = new ArrayList<>();
    for (Finding finding : find(text)) {
      values.add(
          finding.type().name().substring("SECRET_".length())
              + ":"
              + text.substring(finding.start(), finding.end()));
    }
    return values;
  }

  int settledTo(String text) {
    subject.read(text, Trust.USER, false);
    return detector.settledTo(subject);
  }
}
