package com.modalarmor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for the views of any text whatever. */
final class ViewsInvariants {

  private ViewsInvariants() {}

  static void check(Views views, String text, String where) {
    views.read(text);
    check(views.folded(), text, where + " folded");
    long decoded = 0;
    int union = 0;
    for (int i = 0; i < views.decodedCount(); i++) {
      View view = views.decoded(i);
      assertTrue(views.decodedTransforms(i) != 0, where);
      check(view, text, where + " " + Transform.names(views.decodedTransforms(i)));
      decoded += view.length();
      union |= views.decodedTransforms(i);
    }
    assertTrue(decoded <= 2L * text.length() + DecodedViews.CHARS_FLOOR, where + ": " + decoded);
    assertTrue(views.decodedCount() <= DecodedViews.VIEWS_MAX, where);
    assertEquals(text, views.text());
    assertTrue(union == 0 || views.decodedCount() > 0, where);
  }

  private static void check(View view, String text, String where) {
    for (int i = 0; i < view.length(); i++) {
      int start = view.originalStart(i);
      int end = view.originalEnd(i + 1, text);
      assertTrue(
          start >= 0 && start < end && end <= text.length(), where + ": " + start + " " + end);
      assertTrue(boundary(text, start) && boundary(text, end), where + ": splits a pair");
      assertTrue(i == 0 || start >= view.originalStart(i - 1), where + ": goes backwards at " + i);
      assertTrue(i == 0 || end >= view.originalEnd(i, text), where + ": ends backwards at " + i);
    }
  }

  private static boolean boundary(String text, int at) {
    return at <= 0
        || at >= text.length()
        || !(Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
