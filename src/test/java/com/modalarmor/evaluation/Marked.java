package com.modalarmor.evaluation;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.Subject;
import com.modalarmor.verdict.FindingType;
import java.util.List;

/**
 * A detector with known answers: a text that holds {@code score=0.73} is an attack to that degree;
 * one that holds {@code fail!} makes it fail. Stateless.
 */
public final class Marked implements Detector {

  public static final ScanPlan PLAN = new ScanPlan(List.of(new Marked()));

  @Override
  public String name() {
    return "marked";
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    String text = subject.text();
    if (text.contains("fail!")) {
      throw new IllegalStateException("as asked");
    }
    int from = 0;
    int at;
    while ((at = text.indexOf("score=", from)) >= 0) {
      float score = Float.parseFloat(text.substring(at + 6, at + 10));
      sink.add(FindingType.PROMPT_INJECTION, name(), score, at, at + 10);
      from = at + 10;
    }
  }
}
