package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.modalarmor.fixture.RedisServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads of Redis: once for the pod, and only what is so. */
class RedisNewsTest {

  private static final String ANSWERS = "Redis answers; limits are in force";
  private static final String GONE = "Redis is unavailable: ";

  private final Logger log = (Logger) LoggerFactory.getLogger(RedisNews.class);
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  @BeforeEach
  void listen() {
    heard.start();
    log.setLevel(Level.INFO);
    log.addAppender(heard);
  }

  @AfterEach
  void stop() {
    log.detachAppender(heard);
    log.setLevel(null);
  }

  @Test
  void four_loops_say_it_once_at_the_start_at_a_loss_and_at_the_return_and_never_at_the_end() {
    try (RedisServer redis = RedisServer.start()) {
      GateLoops loops = GateLoops.connected(4, redis.url());
      assertEquals(List.of(ANSWERS), said());
      redis.kill();
      GateLoops.awaitThat("all four know", 5_000, () -> loops.pod.news().linksUp() == 0);
      assertEquals(List.of(ANSWERS, GONE), said());
      redis.restart();
      GateLoops.awaitThat("limits in force", 10_000, loops::inForce);
      assertEquals(List.of(ANSWERS, GONE, ANSWERS), said());
      loops.close();
    }
    assertEquals(List.of(ANSWERS, GONE, ANSWERS), said());
  }

  @Test
  void a_redis_that_is_not_there_at_the_start_is_said_to_be_gone_once() {
    try (RedisServer redis = RedisServer.start()) {
      redis.kill();
      try (GateLoops loops =
          new GateLoops(2, Map.of("redis", Map.of("url", redis.url(), "reconnect-max-ms", 20)))) {
        GateLoops.awaitThat("it is said", 5_000, () -> !said().isEmpty());
        long until = System.nanoTime() + 200_000_000L;
        GateLoops.awaitThat("further attempts", 5_000, () -> System.nanoTime() > until);
        assertEquals(List.of(GONE), said());
        redis.restart();
        GateLoops.awaitThat("limits in force", 10_000, loops::inForce);
      }
    }
    assertEquals(List.of(GONE, ANSWERS), said());
  }

  /** Above DEBUG; of a loss, without its reason. */
  private List<String> said() {
    return List.copyOf(heard.list).stream()
        .filter(line -> line.getLevel().toInt() > Level.DEBUG_INT)
        .map(ILoggingEvent::getFormattedMessage)
        .map(text -> text.startsWith(GONE) ? GONE : text)
        .toList();
  }
}
