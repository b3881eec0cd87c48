package com.modalarmor.redact;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The placeholders of one request: made from a key of its tenant and conversation, so that the next
 * request of the conversation makes the same ones, and nobody else can guess one. The values live
 * in the memory of the request alone. Single-threaded while values are added, then only read.
 *
 * <p>A placeholder is {@code <TYPE_digits>}; between the angle brackets stands its core, a digit
 * and fifteen hex digits behind the type.
 */
public final class Placeholders {

  private static final int CORE_BYTES = 8;
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TenantKeys keys;
  private final String conversation;
  private byte[] key;
  private final Map<String, String> coreOf = new HashMap<>(0);
  private final Map<String, String> valueOf = new LinkedHashMap<>(0);

  private Placeholders(TenantKeys keys, String conversation) {
    this.keys = keys;
    this.conversation = conversation;
  }

  /**
   * Of a request.
   *
   * @param conversation what the caller calls it; empty = the request is a conversation of its own
   */
  public static Placeholders of(TenantKeys keys, String conversation) {
    return new Placeholders(keys, conversation);
  }

  /** Most requests need none. */
  private byte[] key() {
    if (key == null) {
      key =
          conversation.isEmpty()
              ? keys.conversation("request\0" + randomId())
              : keys.conversation("named\0" + conversation);
    }
    return key;
  }

  private static String randomId() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /** The placeholder of a value; the same for the same value, never that of another one. */
  public String of(String type, String value) {
    String known = coreOf.get(type + '\0' + value);
    if (known != null) {
      return '<' + known + '>';
    }
    String core = core(type, value);
    for (int round = 1; valueOf.containsKey(core); round++) {
      core = core(type, value + '\0' + round); // 63 bits do collide, if seldom
    }
    coreOf.put(type + '\0' + value, core);
    valueOf.put(core, value);
    return '<' + core + '>';
  }

  private String core(String type, String value) {
    byte[] mac = TenantKeys.mac(key(), type, value);
    String hex = HexFormat.of().formatHex(mac, 0, CORE_BYTES);
    return type + '_' + (char) ('0' + (mac[CORE_BYTES] & 0xff) % 10) + hex.substring(1);
  }

  public boolean isEmpty() {
    return valueOf.isEmpty();
  }

  /** The values by the cores of their placeholders. */
  public Map<String, String> values() {
    return valueOf;
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "Placeholders(" + valueOf.size() + ')';
  }
}
