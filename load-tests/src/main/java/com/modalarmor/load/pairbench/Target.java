package com.modalarmor.load.pairbench;

/**
 * A process under test and where it listens.
 *
 * <p>Immutable.
 */
record Target(String name, Child child, int port, boolean java) {
  static final String GATEWAY = "gateway";
  static final String PROXY = "proxy";
  static final String NGINX = "nginx";
}
