package com.modalarmor.detect.pii;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one policy excepts from the entities, and what it adds. Immutable.
 *
 * @param values hits that are exactly one of these, in any case, are not reported
 * @param domains nor are mail addresses and web addresses of these domains and those below them
 * @param own words of one's own that are found as an entity of one's own, by its name
 */
public record PiiExceptions(
    Set<String> values, List<String> domains, Map<String, List<String>> own) {

  /** Entries of each list of a policy. */
  public static final int ENTRIES_MAX = 10_000;

  /** Own words of a policy, all entities together. */
  public static final int OWN_WORDS_MAX = 2_000;

  /** Characters of an entry. */
  public static final int ENTRY_LENGTH_MAX = 200;

  public static final PiiExceptions NONE = new PiiExceptions(Set.of(), List.of(), Map.of());

  /** Values and domains in any case; blank ones do not count. */
  public static PiiExceptions of(
      List<String> values, List<String> domains, Map<String, List<String>> own) {
    return new PiiExceptions(
        // In order, so that two readings of a policy look the same.
        values.stream()
            .map(PiiExceptions::folded)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new)),
        domains.stream()
            .map(PiiExceptions::folded)
            .map(domain -> domain.startsWith(".") ? domain.substring(1) : domain)
            .filter(domain -> !domain.isEmpty())
            .toList(),
        new TreeMap<>(own));
  }

  private static String folded(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  boolean allows(String entity, char[] text, int start, int end) {
    if (values.isEmpty() && domains.isEmpty()) {
      return false;
    }
    String value = new String(text, start, end - start).toLowerCase(Locale.ROOT);
    if (values.contains(value.strip())) {
      return true;
    }
    boolean hasDomain = entity.equals("EMAIL_ADDRESS") || entity.equals("URL");
    return hasDomain && !domains.isEmpty() && allowsDomain(host(value));
  }

  private boolean allowsDomain(String host) {
    for (String domain : domains) {
      if (host.endsWith(domain)
          && (host.length() == domain.length()
              || host.charAt(host.length() - domain.length() - 1) == '.')) {
        return true;
      }
    }
    return false;
  }

  /** The host of a mail address or a web address, quotes left out. */
  private static String host(String value) {
    int from = Math.max(value.lastIndexOf('@'), -1) + 1;
    int scheme = value.indexOf("://");
    from = scheme >= 0 ? scheme + 3 : from;
    int to = from;
    while (to < value.length() && "/?#:\"'".indexOf(value.charAt(to)) < 0) {
      to++;
    }
    if (to == from && to < value.length()) {
      return host(value.substring(1));
    }
    return value.substring(from, to);
  }
}
