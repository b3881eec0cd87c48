package com.modalarmor.admin;

import com.modalarmor.settings.SettingsReader;

/**
 * A listening socket of the management or admin plane. Immutable. {@code port} 0 = any free port.
 */
public record ManagementSettings(String host, int port) {

  public static ManagementSettings read(SettingsReader reader, int defaultPort) {
    return new ManagementSettings(
        reader.text("host", "0.0.0.0"), reader.integer("port", defaultPort, 0, 65_535));
  }
}
