package com.modalarmor.detect.secret;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.Set;

/**
 * Finds passwords in {@code scheme://user:password@host}: of a data store the whole connection
 * string, else the password alone. Immutable.
 */
final class UrlCredentials {

  /** Characters of the longest name and password, and of the longest connection string. */
  static final int AUTHORITY_MAX = 256;

  static final int STRING_MAX = 512;

  private static final int SCHEME_MAX = 24;

  private static final Set<String> STORES =
      Set.of(
          "mongodb",
          "mongodb+srv",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "redis",
          "rediss",
          "amqp",
          "amqps",
          "mssql",
          "sqlserver",
          "oracle",
          "cassandra",
          "couchdb",
          "clickhouse",
          "neo4j",
          "bolt",
          "ldap",
          "ldaps",
          "kafka",
          "nats",
          "mqtt",
          "mqtts",
          "snowflake",
          "cockroachdb",
          "jdbc",
          "mysqlx",
          "postgresql+psycopg2",
          "postgresql+asyncpg",
          "mysql+pymysql",
          "memcached");

  private static final Set<String> EMPTY =
      Set.of("password", "passwd", "pwd", "secret", "token", "xxx", "xxxx", "x-token-auth");

  private static final SecretRule STRING = rule("connection-string", "CONNECTION_STRING");
  private static final SecretRule PASSWORD = rule("url-password", "URL_PASSWORD");

  private final Placeholders placeholders;

  UrlCredentials(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  private static SecretRule rule(String id, String kind) {
    return AssignedSecrets.rule(id, kind, Severity.CRITICAL, FindingType.secret(kind));
  }

  /** Looks at the URL whose {@code ://} stands at {@code colon}; returns where to go on. */
  int read(SecretText text, int colon, SecretHits hits) {
    char[] lower = text.lower();
    int from = colon + 3;
    int bound = Math.min(text.length(), from + AUTHORITY_MAX);
    int at = -1;
    int separator = -1;
    for (int i = from; i < bound; i++) {
      char c = lower[i];
      if (c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '/' || c == '\\') {
        break;
      }
      if (c == ':' && separator < 0) {
        separator = i;
      } else if (c == '@') {
        at = i;
      } else if ((c == '?' || c == '#') && at >= 0) {
        break;
      }
    }
    if (at < 0 || at + 1 >= text.length() || lower[at + 1] <= ' ') {
      return colon + 1;
    }
    int passwordStart = separator >= 0 && separator < at ? separator + 1 : at;
    int start = schemeStart(lower, colon);
    String scheme = new String(lower, start, colon - start);
    boolean jdbc = start >= 5 && text.at(start - 5, "jdbc:");
    if (secret(text, passwordStart, at)) {
      if (STORES.contains(scheme)) {
        hits.add(STRING, jdbc ? start - 5 : start, stringEnd(text, at), SecretCheck.LIKELY);
      } else {
        hits.add(PASSWORD, passwordStart, at, SecretCheck.LIKELY);
      }
      return at;
    }
    int userEnd = separator >= 0 && separator < at ? separator : at;
    if (token(text, from, userEnd)) {
      hits.add(PASSWORD, from, userEnd, SecretCheck.LIKELY);
    }
    return at;
  }

  private boolean secret(SecretText text, int start, int end) {
    if (end - start < 3) {
      return false;
    }
    String value = new String(text.lower(), start, end - start);
    return !EMPTY.contains(value)
        && !value.equals("x-oauth-basic")
        && value.indexOf("${") < 0
        && value.indexOf('{') < 0
        && value.charAt(0) != '$'
        && value.charAt(0) != '%'
        && value.charAt(0) != '['
        && !Letters.monotone(text.lower(), start, end)
        && !placeholderWord(value);
  }

  private static boolean placeholderWord(String value) {
    return value.startsWith("your")
        || value.startsWith("my-")
        || value.contains("placeholder")
        || value.contains("changeme")
        || value.contains("example")
        || value.contains("****");
  }

  /** A name that is a key: long and of letters and digits. */
  private boolean token(SecretText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += Letters.digit(text.lower()[i]) ? 1 : 0;
    }
    return end - start >= 20 && digits >= 3 && !placeholders.is(text, start, end);
  }

  private static int schemeStart(char[] lower, int colon) {
    int start = colon;
    while (start > 0
        && colon - start < SCHEME_MAX
        && (Letters.lower(lower[start - 1])
            || Letters.digit(lower[start - 1])
            || lower[start - 1] == '+'
            || lower[start - 1] == '-')) {
      start--;
    }
    return start;
  }

  private static int stringEnd(SecretText text, int at) {
    char[] lower = text.lower();
    int bound = Math.min(text.length(), at + STRING_MAX);
    int end = at + 1;
    while (end < bound && lower[end] > ' ' && "\"'`<>)\\,;".indexOf(lower[end]) < 0) {
      end++;
    }
    while (end > at + 2 && (lower[end - 1] == '.' || lower[end - 1] == ':')) {
      end--;
    }
    return end;
  }
}
