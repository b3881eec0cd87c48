package com.modalarmor.limits;

import io.vertx.redis.client.Request;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one pod knows of one tenant's limits. Any thread. */
final class TenantLimits {

  private static final int USED_BITS = 44;
  private static final long USED_MASK = (1L << USED_BITS) - 1;

  private final AtomicInteger inFlight = new AtomicInteger();

  /** Day and count of that day as Redis last told them, day in the high bits: it only grows. */
  private final AtomicLong seen = new AtomicLong();

  /**
   * Which counters Redis answered from; 0 = none yet. Counters that were lost have another name.
   */
  private volatile long born;

  /** Granted by counters that came after those, while Redis was not yet told of those. */
  private long laterBorn;

  private int laterGranted;
  private final AtomicLong lostBorn = new AtomicLong();
  private final LocalShare share = new LocalShare();
  private volatile LimitPlan plan;
  private volatile Question question;
  private volatile Exhausted exhausted;
  private volatile int toldAtReconnect;

  /** Requests that Redis would have granted at once after its last answer; 0 = not known. */
  private volatile long left;

  private volatile Handed handed = new Handed(0, 0, 0);

  /** The call that only counts one request: the same for as long as plan and counters are. */
  private record Question(LimitPlan plan, long born, Request request) {}

  /** Lost counters, and how much of their count of a day those after them were told. */
  private record Handed(long born, long day, long upTo) {

    /** Whether what {@code told} granted as the {@code used}th of {@code ofDay} is in it. */
    boolean includes(long told, long ofDay, long used) {
      return born == told && day == ofDay && used <= upTo;
    }
  }

  TenantLimits(int reconnect) {
    this.toldAtReconnect = reconnect;
  }

  LimitPlan plan(LimitSubject subject, LimitSettings settings) {
    LimitPlan current = plan;
    if (current != null && (current.subject == subject || current.subject.equals(subject))) {
      return current;
    }
    LimitPlan made = new LimitPlan(subject, settings);
    plan = made;
    return made;
  }

  boolean enter(int max) {
    if (max == 0) {
      inFlight.incrementAndGet();
      return true;
    }
    int now = inFlight.get();
    while (now < max) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  int inFlight() {
    return inFlight.get();
  }

  LocalShare share() {
    return share;
  }

  long left() {
    return left;
  }

  void left(long requests) {
    left = requests;
  }

  Exhausted exhausted() {
    return exhausted;
  }

  void exhausted(Exhausted now) {
    exhausted = now;
  }

  /** The counters this pod believes Redis to have; 0 = it knows of none. */
  long born() {
    return born;
  }

  Request question(LimitPlan now, long known, int requests) {
    if (requests > 1) {
      return now.question(known, requests);
    }
    Question current = question;
    if (current == null || current.plan != now || current.born != known) {
      current = new Question(now, known, now.question(known, 1));
      question = current;
    }
    return current.request;
  }

  /**
   * Everything this pod knows, for Redis to make its count whole. Read in this order, which is the
   * reverse of {@link #answered}: a share said to be in the seen count is in it, and a seen count
   * is never ascribed to counters older than itself.
   */
  Telling telling(LimitPlan now, String podField) {
    LocalShare.Sum sum = share.sum();
    long last = seen.get();
    long known = born;
    long day = last >>> USED_BITS;
    long used = last & USED_MASK;
    return new Telling(known, day, used, now.telling(known, podField, sum, day, used));
  }

  /** A call with all that is to be told, and the counters it is addressed to. */
  record Telling(long known, long day, long used, Request request) {}

  /**
   * Counters {@code told} have taken over what was told. Of two loops that note it at once the
   * later one counts: a lower number only means that something is counted once more.
   */
  void handedOver(Telling telling, long told) {
    if (telling.known() != told && told == born) {
      handed = new Handed(telling.known(), telling.day(), telling.used());
    }
  }

  /**
   * Takes over what Redis answered.
   *
   * @param known the counters the question named
   * @param told the counters that answered
   * @param granted whether they counted the request, as the {@code used}th of {@code day}
   * @param counted how many of this pod's own grants are in {@code used}
   */
  void answered(long known, long told, boolean granted, long day, long used, long counted) {
    if (born == told || changed(known, told, granted, day, used)) {
      saw(day, used);
      if (share.owes()) {
        share.counted(day, counted);
      }
    }
  }

  /**
   * An answer of counters that this pod does not believe in: it does so now, or it keeps in mind
   * what they granted and may be counted nowhere.
   */
  private synchronized boolean changed(
      long known, long told, boolean granted, long day, long used) {
    if (born == told) {
      return true;
    }
    if (born == known) {
      born = told;
      keepLater(told);
      laterGranted = 0; // counted where this pod looks from now on
      return true;
    }
    if (granted && !handed.includes(told, day, used)) {
      if (told > born && told >= laterBorn) {
        keepLater(told);
        laterGranted++;
      } else {
        share.add(1);
      }
    }
    return false;
  }

  /** What counters before {@code told} granted is owed: they are lost. */
  private void keepLater(long told) {
    if (laterBorn != told) {
      share.add(laterGranted);
      laterGranted = 0;
      laterBorn = told;
    }
  }

  /** True once for the loss of each counters. */
  boolean firstToMiss(long known) {
    return lostBorn.getAndSet(known) != known;
  }

  private void saw(long day, long used) {
    long told = day << USED_BITS | (used & USED_MASK);
    long last = seen.get();
    while (told > last && !seen.compareAndSet(last, told)) {
      last = seen.get();
    }
  }

  /** The highest count Redis has told of {@code day}; 0 = none. */
  long seenUsed(long day) {
    long last = seen.get();
    return last >>> USED_BITS == day ? last & USED_MASK : 0;
  }

  /** Whether the next call must carry what this pod knows, because Redis may not. */
  boolean tellDue(int reconnect) {
    return share.owes() || (toldAtReconnect != reconnect && seen.get() != 0);
  }

  void told(int reconnect) {
    toldAtReconnect = reconnect;
  }

  boolean idle(long today) {
    return inFlight.get() == 0 && !share.used(today);
  }

  synchronized void forget() {
    born = 0;
    laterGranted = 0;
    seen.set(0);
    left = 0;
    exhausted = null;
    share.forgive();
  }
}
