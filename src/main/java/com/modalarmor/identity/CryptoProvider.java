package com.modalarmor.identity;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;

/**
 * Puts Amazon's Corretto provider first where its native library works, which makes ES256 an order
 * of magnitude cheaper; the JDK's own providers stay behind it and serve alone elsewhere. Call
 * once, before the first key is loaded.
 */
public final class CryptoProvider {

  /** Where the native provider does not work. */
  public static final String JDK = "JDK";

  private CryptoProvider() {}

  /** Name of the provider that checks signatures from now on. */
  public static synchronized String install() {
    try {
      return Corretto.install();
    } catch (RuntimeException | LinkageError e) {
      // No native library for this machine, nowhere to unpack it, or not on the class path.
      return JDK;
    }
  }

  /** Apart, so that a missing class is met inside the try above. */
  private static final class Corretto {

    static String install() {
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      if (provider.getLoadingError() != null) {
        return JDK;
      }
      provider.assertHealthy();
      Security.insertProviderAt(provider, 1);
      return provider.getName();
    }
  }
}
