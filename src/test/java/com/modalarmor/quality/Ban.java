package com.modalarmor.quality;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that main code may not make, why, and where it does or does not apply. Immutable.
 *
 * @param where packages it is banned in; empty = everywhere
 * @param except packages that may make it all the same
 */
record Ban(Pattern call, String why, Set<String> where, Set<String> except) {

  /** Packages that meet user text, or stand on the way of each request. */
  private static final Set<String> USER_TEXT =
      Set.of("detect", "text", "redact", "json", "chat", "guard");

  private static final Set<String> HOT =
      Set.of("text", "redact", "json", "chat", "guard", "bus", "verdict");

  static final List<Ban> ALL =
      List.of(
          except("System\\.(out|err)\\b", "the log or the caller gets it", "boot"),
          except("System\\.exit\\b|Runtime\\.getRuntime\\(\\)\\.halt", "boot alone ends", "boot"),
          everywhere("Thread\\.sleep\\b", "it blocks an event loop"),
          everywhere("\\.printStackTrace\\(", "a stack trace may show what it must not"),
          except("new ObjectMapper\\b", "one JSON door", "json", "settings"),
          in("java\\.util\\.regex", "back-tracking never meets user text", USER_TEXT),
          in("\\.(replaceAll|replaceFirst)\\(", "a regular expression in disguise", USER_TEXT),
          in("String\\.format\\b|\\.formatted\\(", "too slow on the hot path", HOT),
          everywhere("newCachedThreadPool\\b", "threads without bound"),
          everywhere("new Linked(BlockingQueue|BlockingDeque)<[^>]*>\\(\\)", "without bound"),
          everywhere("setTrustAll\\(true\\)|setVerifyHost\\(false\\)", "trusts anybody"),
          everywhere("getInstanceStrong\\b", "it may block for entropy"));

  boolean applies(String packageName) {
    return (where.isEmpty() || where.contains(packageName)) && !except.contains(packageName);
  }

  /** The first offending line, counted from 1; 0 when there is none. */
  int lineIn(String code) {
    Matcher matcher = call.matcher(code);
    if (!matcher.find()) {
      return 0;
    }
    return 1 + (int) code.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
  }

  private static Ban everywhere(String call, String why) {
    return new Ban(Pattern.compile(call), why, Set.of(), Set.of());
  }

  private static Ban in(String call, String why, Set<String> where) {
    return new Ban(Pattern.compile(call), why, where, Set.of());
  }

  private static Ban except(String call, String why, String... packages) {
    return new Ban(Pattern.compile(call), why, Set.of(), Set.of(packages));
  }
}
