package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests of one turn of a loop, which are asked of Redis together. */
class TurnQuestionTest {

  private static RedisServer redis;
  private static GateLoops loops;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    loops = GateLoops.connected(1, redis.url());
  }

  @AfterAll
  static void stop() {
    loops.close();
    redis.close();
  }

  @Test
  void the_requests_of_one_turn_are_one_call_and_see_what_is_left_as_if_asked_one_by_one() {
    LimitSubject together = new LimitSubject("together", Tier.PRO, 0, 500, 0);
    LimitSubject single = new LimitSubject("single", Tier.PRO, 0, 500, 0);
    assertTrue(loops.take(0, together).allowed()); // learns which counters there are
    assertTrue(loops.take(0, single).allowed());
    long before = loops.pod.counters().redisCalls();
    List<LimitOutcome> joined = turn(List.of(together, together, together, together, together));
    assertEquals(1, loops.pod.counters().redisCalls() - before);
    for (LimitOutcome outcome : joined) {
      LimitOutcome alone = loops.take(0, single);
      assertTrue(outcome.allowed() && alone.allowed());
      assertEquals(alone.rateLimit(), outcome.rateLimit());
    }
  }

  @Test
  void those_who_came_first_are_granted_as_far_as_the_day_goes() {
    LimitSubject subject = new LimitSubject("day", Tier.FREE, 0, 7, 0);
    assertTrue(loops.take(0, subject).allowed());
    List<LimitOutcome> all =
        turn(
            List.of(
                subject, subject, subject, subject, subject, subject, subject, subject, subject));
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i < 6, all.get(i).allowed(), "request " + i);
    }
    assertEquals(Reason.QUOTA_EXHAUSTED, all.get(8).reason());
    assertEquals("7", used("day"));
  }

  @Test
  void those_who_came_first_are_granted_as_far_as_the_second_goes() {
    LimitSubject subject = new LimitSubject("second", Tier.FREE, 4, 1_000, 0);
    List<LimitOutcome> all = new ArrayList<>(List.of(loops.take(0, subject)));
    all.addAll(turn(List.of(subject, subject, subject, subject, subject, subject)));
    long granted = all.stream().filter(LimitOutcome::allowed).count();
    assertTrue(granted >= 4 && granted <= 5, granted + " granted"); // time passes between the calls
    assertFalse(all.get(6).allowed());
    assertEquals(Reason.RATE_LIMITED, all.get(6).reason());
    assertEquals(Long.toString(granted), used("second"));
  }

  @Test
  void a_bucket_below_nothing_grants_nothing_and_gives_nothing_of_the_day_back() {
    LimitSubject subject = new LimitSubject("below", Tier.FREE, 100, 1_000, 0);
    assertTrue(loops.take(0, subject).allowed());
    redis.command("HSET " + LimitPlan.key("below") + " credit -50000000");
    List<LimitOutcome> all = turn(List.of(subject, subject));
    assertEquals(Reason.RATE_LIMITED, all.get(0).reason());
    assertEquals(Reason.RATE_LIMITED, all.get(1).reason());
    assertTrue(all.get(1).rateLimit().contains("r=999;"), all.get(1).rateLimit());
  }

  @Test
  void tenants_by_turns_have_a_question_each_and_exactly_what_is_theirs() {
    Random random = new Random(5);
    int rows = 0;
    for (int round = 0; round < 40; round++) {
      LimitSubject[] subjects = new LimitSubject[3];
      for (int t = 0; t < 3; t++) {
        subjects[t] =
            new LimitSubject("mix-" + round + "-" + t, Tier.FREE, 0, 1 + random.nextInt(30), 0);
        assertTrue(loops.take(0, subjects[t]).allowed());
      }
      List<LimitSubject> asked = new ArrayList<>();
      for (int i = random.nextInt(90); i >= 0; i--) {
        asked.add(subjects[random.nextInt(3)]);
      }
      long before = loops.pod.counters().redisCalls();
      List<LimitOutcome> all = turn(asked);
      assertTrue(loops.pod.counters().redisCalls() - before <= 3, "round " + round);
      for (LimitSubject subject : subjects) {
        long wanted = asked.stream().filter(it -> it == subject).count();
        long granted = 0;
        for (int i = 0; i < asked.size(); i++) {
          granted += asked.get(i) == subject && all.get(i).allowed() ? 1 : 0;
        }
        assertEquals(Math.min(wanted, subject.requestsPerDay() - 1), granted, "round " + round);
        assertEquals(Long.toString(granted + 1), used(subject.tenantId()));
        rows++;
      }
      assertEquals(0, inFlightBeyond(all, subjects));
    }
    assertEquals(120, rows);
  }

  @Test
  void there_is_room_while_the_last_answer_left_more_than_is_in_flight() {
    LimitSubject subject = new LimitSubject("room", Tier.FREE, 0, 4, 0);
    assertFalse(hasRoom(subject), "nothing is known yet");
    LimitOutcome first = loops.take(0, subject);
    assertTrue(hasRoom(subject), "3 left, 1 in flight");
    LimitOutcome second = loops.take(0, subject);
    assertFalse(hasRoom(subject), "2 left, 2 in flight");
    first.release();
    second.release();
    assertTrue(hasRoom(subject), "2 left, none in flight");
    loops.take(0, subject).release();
    loops.take(0, subject).release();
    assertFalse(hasRoom(subject), "none left");
  }

  private static boolean hasRoom(LimitSubject subject) {
    return GateLoops.await(loops.on(0, gate -> Future.succeededFuture(gate.hasRoom(subject))));
  }

  private static long inFlightBeyond(List<LimitOutcome> all, LimitSubject[] subjects) {
    all.forEach(LimitOutcome::release);
    long sum = 0;
    for (LimitSubject subject : subjects) {
      sum += loops.pod.tenant(subject.tenantId()).inFlight() - 1; // the first was never released
    }
    return sum;
  }

  /** All in one turn of the loop. */
  private static List<LimitOutcome> turn(List<LimitSubject> subjects) {
    return GateLoops.await(
        loops.on(
            0,
            gate -> {
              List<Future<LimitOutcome>> all = new ArrayList<>();
              subjects.forEach(subject -> all.add(gate.take(subject)));
              return Future.all(all).map(done -> done.<LimitOutcome>list());
            }));
  }

  private static String used(String tenant) {
    String answer = redis.command("HGET " + LimitPlan.key(tenant) + " used");
    return answer.substring(answer.indexOf('\n') + 1).strip();
  }
}
