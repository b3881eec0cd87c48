package com.modalarmor.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for texts that break views, led by coverage: {@code .ci/fuzz ViewsFuzz}. Not named {@code
 * Test}: Jazzer instruments the whole JVM that it runs in, which the other tests share. They play
 * the seeds of it in {@link ViewsPropertyTest}.
 */
class ViewsFuzz {

  private static final int UNITS_MAX = 4_096;

  @FuzzTest(maxDuration = "1m")
  void views_hold_for_any_text(FuzzedDataProvider data) {
    ViewsInvariants.check(new Views(), data.consumeString(UNITS_MAX), "fuzzed");
  }
}
