package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.modalarmor.verdict.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the logs hold at their most talkative, the library's included. */
class TokenLeakTest {

  @TempDir Path folder;

  @Test
  void writes_no_part_of_a_credential_to_any_log() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    root.addAppender(heard);
    root.setLevel(Level.ALL);
    try {
      Issuers issuers = new Issuers(folder);
      CallerResolver resolver = issuers.resolver();
      String good = issuers.es(c -> c.put("sub", "planted-subject"));
      String cut = good.substring(0, good.length() - 6);
      String bad = cut + (good.endsWith("AAAAAA") ? "BBBBBQ" : "AAAAAA");
      String key = ApiKeys.generate();
      resolver.resolve(new Credentials(good), issuers.snapshot);
      for (String refused : List.of(bad, key, good + "=", "x." + good)) {
        Refusal refusal =
            assertThrows(
                Refusal.class, () -> resolver.resolve(new Credentials(refused), issuers.snapshot));
        assertFalse(refusal.getMessage().contains(refused));
        assertTrue(refusal.getStackTrace().length == 0 && refusal.getCause() == null);
      }
      LoggerFactory.getLogger("probe").trace("heard");
      assertFalse(heard.list.isEmpty(), "the appender hears nothing");
      String signature = good.substring(good.lastIndexOf('.') + 1, good.length() - 6);
      for (ILoggingEvent event : List.copyOf(heard.list)) {
        String line = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
          line += ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        String all = line;
        for (String planted : List.of(signature, key, "planted-subject", good.substring(0, 40))) {
          assertFalse(all.contains(planted), () -> event.getLoggerName() + " wrote a credential");
        }
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(heard);
    }
  }
}
