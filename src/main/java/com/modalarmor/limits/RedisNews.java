package com.modalarmor.limits;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for the whole pod, not once a loop, that Redis is gone or there again. Any thread; held
 * for nanoseconds, and only when a link comes or goes.
 */
final class RedisNews {

  private static final Logger LOG = LoggerFactory.getLogger(RedisNews.class);

  private enum Said {
    NOTHING,
    ANSWERS,
    UNAVAILABLE
  }

  private final AtomicInteger cameUp = new AtomicInteger();
  private int links;
  private int up;
  private Said said = Said.NOTHING;

  /** How often any link has come up. */
  int cameUp() {
    return cameUp.get();
  }

  synchronized int linksUp() {
    return up;
  }

  synchronized void opened() {
    links++;
  }

  synchronized void up() {
    cameUp.incrementAndGet();
    up++;
    if (up == links && said != Said.ANSWERS) {
      said = Said.ANSWERS;
      LOG.info("Redis answers; limits are in force");
    }
  }

  /** A link was lost, or could not be made; {@code why} holds nothing that Redis said. */
  synchronized void down(boolean wasUp, String why) {
    up -= wasUp ? 1 : 0;
    if (said == Said.UNAVAILABLE) {
      LOG.debug("Redis is still unavailable: {}", why);
    } else {
      said = Said.UNAVAILABLE;
      LOG.warn("Redis is unavailable: {}; degraded limits in force", why);
    }
  }

  synchronized void closed(boolean wasUp) {
    links--;
    up -= wasUp ? 1 : 0;
  }
}
