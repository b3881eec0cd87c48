package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  @Test
  void three_retries_at_once_are_allowed_however_few_requests_there_are() {
    RetryBudget budget = new RetryBudget(20);
    budget.requestBegins();
    assertTrue(budget.tryRetry());
    assertTrue(budget.tryRetry());
    assertTrue(budget.tryRetry());
    assertFalse(budget.tryRetry());
    assertEquals(3, budget.retries());
    assertEquals(1, budget.denied());
  }

  @Test
  void a_slow_trickle_of_failures_is_not_sent_twice_each() {
    RetryBudget budget = new RetryBudget(20);
    int retries = 0;
    for (int i = 0; i < 1_000; i++) {
      budget.requestBegins();
      if (budget.tryRetry()) {
        retries++;
        budget.retryEnds();
      }
      budget.requestEnds();
    }
    assertTrue(retries <= 203 && retries >= 195, "retries " + retries);
    assertEquals(0, budget.active());
  }

  @Test
  void retries_in_flight_stay_below_a_fifth_of_the_active() {
    RetryBudget budget = new RetryBudget(20);
    for (int i = 0; i < 40; i++) {
      budget.requestBegins();
    }
    int granted = 0;
    while (granted < 100 && budget.tryRetry()) {
      granted++;
    }
    assertEquals(8, granted);
  }

  @Test
  void a_budget_of_nothing_grants_nothing() {
    RetryBudget budget = new RetryBudget(0);
    budget.requestBegins();
    assertFalse(budget.tryRetry());
  }
}
