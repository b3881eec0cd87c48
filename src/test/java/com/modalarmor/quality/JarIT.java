package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Looks into the jar that ships. */
class JarIT {
  private static final String NATIVE = "META-INF/native/libnetty_";

  @Test
  void it_starts_the_commands_on_every_java() throws IOException {
    try (JarFile jar = open()) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("com.modalarmor.boot.Main", manifest.getValue("Main-Class"));
      assertEquals("true", manifest.getValue("Multi-Release"));
      assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
      assertEquals(Pom.read().version(), manifest.getValue("Implementation-Version"));
      assertEquals(0, jar.getManifest().getEntries().size(), "digests of signed libraries");
    }
  }

  @Test
  void it_holds_the_native_libraries_of_both_linux_platforms() throws IOException {
    try (JarFile jar = open()) {
      for (String platform : List.of("x86_64", "aarch_64")) {
        assertHolds(jar, NATIVE + "tcnative_linux_" + platform + ".so");
        assertHolds(jar, NATIVE + "transport_native_epoll_" + platform + ".so");
      }
      assertHolds(jar, "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so");
    }
  }

  @Test
  void nothing_that_only_tests_need_is_inside() throws IOException {
    try (JarFile jar = open()) {
      List<String> strangers =
          jar.stream().map(JarEntry::getName).filter(JarIT::isStranger).toList();
      assertEquals(List.of(), strangers);
      assertTrue(jar.size() > 5_000, "entries: " + jar.size());
    }
    assertTrue(isStranger("redis/embedded/RedisServer.class"));
    assertTrue(isStranger("META-INF/JKS.RSA"));
  }

  @Test
  void services_that_are_found_by_name_are_merged_in() throws IOException {
    try (JarFile jar = open()) {
      assertTrue(
          text(jar, "META-INF/services/io.vertx.core.spi.VertxServiceProvider")
              .contains("Micrometer"));
      assertTrue(
          text(jar, "META-INF/services/org.slf4j.spi.SLF4JServiceProvider").contains("logback"));
      String versions = text(jar, "META-INF/io.netty.versions.properties");
      assertTrue(versions.contains("netty-codec-http2.version"), "Netty's modules");
      assertTrue(versions.contains("netty-handler.version"), "Netty's modules");
    }
  }

  private static boolean isStranger(String name) {
    return name.startsWith("org/junit/")
        || name.startsWith("redis/")
        || name.startsWith("com/tngtech/")
        || name.startsWith("com/google/genai/")
        || name.startsWith("org/iban4j/")
        || name.endsWith("module-info.class")
        || (name.startsWith("META-INF/") && name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
  }

  private static void assertHolds(JarFile jar, String name) {
    assertTrue(jar.getEntry(name) != null, name);
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static JarFile open() throws IOException {
    String path = System.getProperty("modalarmor.jar", "");
    assertTrue(!path.isEmpty(), "run by `mvn verify`, after the jar is made");
    return new JarFile(path);
  }
}
