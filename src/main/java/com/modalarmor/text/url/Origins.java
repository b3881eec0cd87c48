package com.modalarmor.text.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The origins to which a rendered answer may send something: {@code host}, {@code *.host} (the host
 * and all below it), {@code https://host:port}. Immutable.
 */
public final class Origins {

  /** Nothing is said: links are judged by what they carry. */
  public static final Origins UNSAID = new Origins(List.of());

  /** One entry as written; scheme empty = http or https, port -1 = the scheme's. */
  private record Entry(String scheme, String host, int port, boolean below) {}

  private final List<Entry> entries;

  private Origins(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Reads a list; throws {@link IllegalArgumentException} for an entry that is none. */
  public static Origins of(List<String> texts) {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(entry(text.trim().toLowerCase(Locale.ROOT)));
    }
    return entries.isEmpty() ? UNSAID : new Origins(entries);
  }

  private static Entry entry(String text) {
    boolean withScheme = text.contains("://");
    int hostStart = withScheme ? text.indexOf("://") + 3 : 0;
    boolean below = text.startsWith("*.", hostStart);
    String rest = text.substring(below ? hostStart + 2 : hostStart);
    String scheme = withScheme ? text.substring(0, hostStart - 3) : "";
    WebAddress address = WebAddress.parse((withScheme ? scheme : "https") + "://" + rest);
    boolean plain =
        address != null
            && address.host() != null
            && address.path().equals("/")
            && address.query() == null
            && address.fragment() == null
            && address.user().isEmpty()
            && (scheme.isEmpty() || scheme.equals("http") || scheme.equals("https"));
    if (!plain) {
      throw new IllegalArgumentException("not an origin: " + text);
    }
    return new Entry(scheme, address.hostname(), address.port(), below);
  }

  /** False when no list was given. */
  public boolean said() {
    return !entries.isEmpty();
  }

  /** Whether the address stays within the list. */
  public boolean allow(WebAddress address) {
    if (address == null || address.host() == null) {
      return false;
    }
    boolean web = address.scheme().equals("http") || address.scheme().equals("https");
    for (Entry entry : entries) {
      boolean scheme = entry.scheme.isEmpty() ? web : entry.scheme.equals(address.scheme());
      String host = address.hostname();
      boolean name = host.equals(entry.host) || (entry.below && host.endsWith("." + entry.host));
      if (scheme && name && address.port() == entry.port) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
