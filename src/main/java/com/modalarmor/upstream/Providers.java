package com.modalarmor.upstream;

import com.modalarmor.upstream.gemini.GeminiProvider;
import io.vertx.core.Vertx;
import java.util.List;

/** The list of upstream providers: one line each. Stateless. */
public final class Providers {

  /**
   * Makes one provider on the calling context; breaker and budget are shared by all of that
   * upstream.
   */
  @FunctionalInterface
  public interface Maker {
    Provider make(Vertx vertx, UpstreamSettings settings, Breaker breaker, RetryBudget budget);
  }

  /** A provider by the name of its section under {@code upstream}. */
  public record Entry(String name, Maker maker) {}

  public static final Entry GEMINI = new Entry("gemini", GeminiProvider::new);

  public static final List<Entry> ALL = List.of(GEMINI);

  private Providers() {}
}
