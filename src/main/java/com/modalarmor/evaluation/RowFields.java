package com.modalarmor.evaluation;

import com.modalarmor.evaluation.LabelledRow.Label;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonVisitor;

/** Collects the fields of one row. For one walk. */
final class RowFields implements JsonVisitor {

  private static final int NAME_CHARS_MAX = 256;

  private String id;
  private String text;
  private String label;
  private String kind;
  private String lang;
  private String source;

  @Override
  public void string(JsonCursor at, String value, int start, int end) {
    if (at.depth() != 1) {
      return;
    }
    switch (at.lastName()) {
      case "id" -> id = value;
      case "text" -> text = value;
      case "label" -> label = value;
      case "kind" -> kind = value;
      case "lang" -> lang = value;
      case "source" -> source = value;
      default -> {}
    }
  }

  /** What keeps the row from being used, or null. */
  String fault() {
    if (text == null) {
      return "\"text\" must be a string";
    }
    if (label == null || !(label.equals("attack") || label.equals("benign"))) {
      return "\"label\" must be \"attack\" or \"benign\"";
    }
    for (String name : new String[] {id, kind, lang, source}) {
      if (name != null && (name.length() > NAME_CHARS_MAX || !printable(name))) {
        return "\"id\", \"kind\", \"lang\" and \"source\" are short printable names";
      }
    }
    return null;
  }

  /** Names go into tables: no control characters and no table marks. */
  private static boolean printable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 127 || c == '|') {
        return false;
      }
    }
    return true;
  }

  LabelledRow row(long line, String file) {
    Label counted = label.equals("attack") ? Label.ATTACK : Label.BENIGN;
    String shownKind = kind == null ? label : kind;
    if (shownKind.equals(LabelledRow.HARMFUL_REQUEST)) {
      counted = Label.APART;
    }
    return new LabelledRow(
        line,
        id == null ? "line-" + line : id,
        text,
        counted,
        shownKind,
        lang == null ? "?" : lang,
        source == null ? file : source);
  }
}
