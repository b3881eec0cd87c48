package com.modalarmor.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that writes the audit log. */
final class AuditWriterTest {

  private static final int THREADS = 4;
  private static final int BATCHES = 250;

  @TempDir Path folder;

  private AuditWriter opened() throws Exception {
    AuditWriter writer = new AuditWriter(new AuditSettings(folder, 1_000, 100, 5_000));
    await(writer.open());
    return writer;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void batches_from_many_threads_are_numbered_without_gaps_and_none_is_lost_by_closing()
      throws Exception {
    AuditWriter writer = opened();
    List<Future<Long>> written = new ArrayList<>();
    List<Thread> askers = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int asker = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < BATCHES; i++) {
                  String id = asker + "-" + i;
                  Future<Long> one =
                      writer.append(
                          List.of(AuditFileTest.event(id + "a"), AuditFileTest.event(id + "b")));
                  synchronized (written) {
                    written.add(one);
                  }
                }
              });
      thread.start();
      askers.add(thread);
    }
    for (Thread thread : askers) {
      thread.join();
    }
    await(writer.close());
    for (Future<Long> one : written) {
      assertTrue(one.succeeded(), "still waits, or failed: " + one.cause());
    }
    List<Long> numbers =
        Files.readAllLines(folder.resolve("audit.jsonl")).stream()
            .map(line -> new JsonObject(line).getLong("sequence"))
            .toList();
    assertEquals(
        IntStream.rangeClosed(1, 2 * THREADS * BATCHES).mapToObj(i -> (long) i).toList(), numbers);
  }

  @Test
  void what_cannot_be_spelt_is_answered_with_its_fault_and_the_next_batch_is_written()
      throws Exception {
    AuditWriter writer = opened();
    List<AuditEvent> holed = new ArrayList<>();
    holed.add(null);
    assertThrows(ExecutionException.class, () -> await(writer.append(holed)));
    assertEquals(1L, await(writer.append(List.of(AuditFileTest.event("a")))));
    await(writer.close());
  }

  @Test
  void nothing_is_appended_after_the_end() throws Exception {
    AuditWriter writer = opened();
    await(writer.close());
    Future<Long> late = writer.append(List.of(AuditFileTest.event("late")));
    assertTrue(late.failed());
    assertFalse(Files.readString(folder.resolve("audit.jsonl")).contains("late"));
  }

  @Test
  void a_log_that_is_none_is_not_opened() throws IOException {
    Files.writeString(folder.resolve("audit.jsonl"), "no record\n");
    AuditWriter writer = new AuditWriter(new AuditSettings(folder, 1_000, 100, 5_000));
    ExecutionException fault = assertThrows(ExecutionException.class, () -> await(writer.open()));
    assertTrue(fault.getCause().getMessage().contains("not a record"), fault.getMessage());
  }
}
