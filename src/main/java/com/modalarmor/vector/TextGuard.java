package com.modalarmor.vector;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanner;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.Redactor;
import com.modalarmor.vector.filter.Reserved;
import com.modalarmor.vector.rights.Subject;
import com.modalarmor.verdict.Decision;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the texts of rows, on their way in and on their way out, with the detectors and rules
 * that the tenant's policy has for retrieved text: what it masks is masked, and a row with a text
 * that it blocks is poisoned. Owns the scratch memory of one thread.
 */
final class TextGuard {

  /** Texts of one scan: findings are bounded for each scan. */
  private static final int TEXTS_AT_ONCE = 64;

  private final Scanner scanner = new Scanner();
  private final CleanTexts clean;

  TextGuard(CleanTexts clean) {
    this.clean = clean;
  }

  /**
   * The texts of one row.
   *
   * @param metadata null where there is none; likewise the others
   */
  record Texts(String document, String uri, Map<String, Object> metadata) {}

  /** What became of the texts of one row. */
  record Seen(Texts texts, boolean poisoned) {}

  private static final class Slot {
    final String text;
    Verdict verdict = Verdict.ALLOW;

    Slot(String text) {
      this.text = text;
    }
  }

  /**
   * One answer for each row, in their order.
   *
   * @param access is told what was found
   */
  List<Seen> inspect(CompiledPolicy policy, Subject subject, List<Texts> rows, Access access) {
    String readers = subject.peers();
    List<Slot> doubtful = new ArrayList<>();
    List<Map<String, Slot>> slots = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Slot> its = Map.of();
      for (String text : textsOf(rows.get(i))) {
        if (!text.isEmpty() && !clean.knows(policy, readers, text) && !its.containsKey(text)) {
          Slot slot = new Slot(text);
          its = its.isEmpty() ? new HashMap<>() : its;
          its.put(text, slot);
          doubtful.add(slot);
        }
      }
      slots.add(its);
    }
    for (int from = 0; from < doubtful.size(); from += TEXTS_AT_ONCE) {
      List<Slot> some = doubtful.subList(from, Math.min(from + TEXTS_AT_ONCE, doubtful.size()));
      scan(policy, readers, some, access);
    }
    List<Seen> seen = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      seen.add(decided(rows.get(i), slots.get(i)));
    }
    return seen;
  }

  private static List<String> textsOf(Texts row) {
    List<String> texts = new ArrayList<>();
    if (row.document() != null) {
      texts.add(row.document());
    }
    if (row.uri() != null) {
      texts.add(row.uri());
    }
    if (row.metadata() != null) {
      row.metadata()
          .forEach(
              (key, value) -> {
                texts.add(key);
                if (value instanceof String text) {
                  texts.add(text);
                } else if (value instanceof List<?> list) {
                  for (Object entry : list) {
                    if (entry instanceof String text) {
                      texts.add(text);
                    }
                  }
                }
              });
    }
    return texts;
  }

  /**
   * Texts of a caller that are searched with: they go to a model, so the rules for input hold.
   *
   * @return the texts as they may go on
   * @throws Refusal CONTENT_BLOCKED
   */
  List<String> questions(CompiledPolicy policy, List<String> texts, Access access) {
    List<String> passed = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(from + TEXTS_AT_ONCE, texts.size()));
      List<Part> parts = some.stream().map(text -> part(Trust.USER, text)).toList();
      List<Verdict> verdicts =
          policy.decideEach(scanned(policy, parts, access), Direction.BY_TRUST);
      for (int i = 0; i < some.size(); i++) {
        passed.add(passed(some.get(i), verdicts.get(i)));
      }
    }
    return passed;
  }

  private static String passed(String text, Verdict verdict) {
    if (verdict.blocked()) {
      throw new Refusal(Refusal.Reason.CONTENT_BLOCKED);
    }
    return verdict.decision() == Decision.REDACT
        ? Redactor.replace(text, verdict.redactions())
        : text;
  }

  private static Part part(Trust trust, String text) {
    return new Part(trust, text, 0, 0, 0, -1, false);
  }

  private ScanResult scanned(CompiledPolicy policy, List<Part> parts, Access access) {
    Document document = new Document(List.of(), parts, List.of(), Usage.UNKNOWN, List.of(), true);
    ScanResult result = scanner.scan(document, policy.plan(), Direction.BY_TRUST);
    result.findings().forEach(finding -> access.found(finding.type()));
    return result;
  }

  private void scan(CompiledPolicy policy, String readers, List<Slot> slots, Access access) {
    List<Part> parts = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      parts.add(part(Trust.RETRIEVED, slot.text));
    }
    List<Verdict> verdicts = policy.decideEach(scanned(policy, parts, access), Direction.BY_TRUST);
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).verdict = verdicts.get(i);
      if (verdicts.get(i).decision() == Decision.ALLOW) {
        clean.add(policy, readers, slots.get(i).text);
      }
    }
  }

  private static Seen decided(Texts row, Map<String, Slot> slots) {
    boolean poisoned = false;
    boolean masked = false;
    for (Slot slot : slots.values()) {
      poisoned |= slot.verdict.blocked();
      masked |= slot.verdict.decision() == Decision.REDACT;
    }
    if (poisoned || !masked) {
      return new Seen(row, poisoned);
    }
    Map<String, Object> metadata = null;
    if (row.metadata() != null) {
      metadata = new HashMap<>();
      for (Map.Entry<String, Object> entry : row.metadata().entrySet()) {
        String key = masked(entry.getKey(), slots);
        if (Reserved.is(key)) {
          return new Seen(row, true); // what is left of a key must not become one of ours
        }
        metadata.put(key, masked(entry.getValue(), slots));
      }
    }
    return new Seen(
        new Texts(masked(row.document(), slots), masked(row.uri(), slots), metadata), false);
  }

  private static Object masked(Object value, Map<String, Slot> slots) {
    if (value instanceof List<?> list) {
      return list.stream().map(entry -> masked(entry, slots)).toList();
    }
    return value instanceof String text ? masked(text, slots) : value;
  }

  private static String masked(String text, Map<String, Slot> slots) {
    Slot slot = text == null ? null : slots.get(text);
    return slot == null || slot.verdict.decision() != Decision.REDACT
        ? text
        : Redactor.replace(text, slot.verdict.redactions());
  }
}
