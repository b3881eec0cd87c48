package com.modalarmor.boot;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command run in this process, and what it said. It takes the process's streams for its time:
 * those who use it lock {@code SYSTEM_OUT} and {@code SYSTEM_ERR}.
 */
record CommandRun(int exit, String out, String err) {

  static CommandRun run(String... arguments) {
    return runWith("", arguments);
  }

  /** The same with something to read on standard input. */
  static CommandRun runWith(String input, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    InputStream in = System.in;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    int exit;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
      exit = Main.run(arguments);
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
    return new CommandRun(
        exit,
        caughtOut.toString(StandardCharsets.UTF_8),
        caughtErr.toString(StandardCharsets.UTF_8));
  }

  /** The JSON objects it printed, one a line. */
  List<JsonObject> answers() {
    return out.lines().filter(line -> line.startsWith("{")).map(JsonObject::new).toList();
  }
}
