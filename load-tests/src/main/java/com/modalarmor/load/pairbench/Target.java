package com.modalarmor.load.pairbench;

/**
 * A process under test and where it listens.
 *
 * <p>Immutable.
 */
record Target(String name, Child child, int port, boolean java) {
  /** Reads each prompt anew. */
  static final String GATEWAY = "gateway";

  /** As shipped: knows the bench's one prompt again, as it knows the turns of a conversation. */
  static final String KNOWING = "gateway-known";

  static final String PROXY = "proxy";
  static final String NGINX = "nginx";
}
