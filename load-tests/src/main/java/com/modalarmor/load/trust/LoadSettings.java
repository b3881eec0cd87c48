package com.modalarmor.load.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Parameters of the Gatling run: {@code -Dload.NAME}, else {@code LOAD_NAME}, else the demo's ready
 * line, else a default.
 *
 * <p>Immutable.
 */
public final class LoadSettings {
  private final ReadyLine ready;

  private LoadSettings(ReadyLine ready) {
    this.ready = ready;
  }

  public static LoadSettings read() {
    String file = text("ready", "");
    if (file.isEmpty()) {
      return new LoadSettings(new ReadyLine("https://127.0.0.1:8443", "", ""));
    }
    try {
      return new LoadSettings(ReadyLine.find(Files.readAllLines(Path.of(file))));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the file of -Dload.ready: " + file);
    }
  }

  public String baseUrl() {
    return text("base-url", ready.dataPlane());
  }

  public String token() {
    return demand("token", text("token", ready.jwt()));
  }

  public Path ca() {
    return Path.of(demand("ca", text("ca", ready.ca())));
  }

  public String model() {
    return text("model", "gemini-2.0-flash");
  }

  /** Requests a second once the ramp is over. */
  public double rate() {
    return number("rate", "200");
  }

  public int durationS() {
    return (int) number("duration-s", "60");
  }

  public int rampS() {
    return (int) number("ramp-s", "10");
  }

  private static double number(String name, String fallback) {
    String value = text(name, fallback);
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && number < 1e6) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the name.
    }
    throw new IllegalArgumentException("load." + name + " is not a sensible number");
  }

  private static String demand(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "load."
              + name
              + " is not given, and neither is load.ready (a file with the demo's output)");
    }
    return value;
  }

  private static String text(String name, String fallback) {
    String property = System.getProperty("load." + name, "");
    if (!property.isBlank()) {
      return property.strip();
    }
    String variable = "LOAD_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? fallback : value.strip();
  }
}
