package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the targets stand on: the model stand-in, and Redis when the gateway takes part.
 *
 * <p>Used by the bench thread. Both run on the load side's core.
 */
final class Backends {
  private static final int START_WAIT_S = 30;

  private final List<Child> children = new ArrayList<>();
  private int standInPort;
  private int redisPort;

  static Backends start(Workplace place, boolean withRedis) {
    Backends backends = new Backends();
    backends.startStandIn(place);
    if (withRedis) {
      backends.startRedis(place);
    }
    return backends;
  }

  private void startStandIn(Workplace place) {
    Path answer = place.file("answer.json");
    try {
      Files.writeString(answer, Payloads.answer(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + answer);
    }
    standInPort = Child.freePort();
    List<String> command =
        place
            .java()
            .ofClass(
                StandInMain.class,
                Integer.toString(standInPort),
                answer.toString(),
                place.hop().name(),
                place.certificate().certificatePem().toString(),
                place.certificate().keyPem().toString());
    Child child =
        place
            .children()
            .start("stand-in", place.pinning().load(command), place.file("stand-in.log"));
    children.add(child.awaitPort(standInPort, START_WAIT_S));
  }

  private void startRedis(Workplace place) {
    redisPort = Child.freePort();
    List<String> command =
        List.of(
            Tools.require("redis-server", "for the gateway's limits"),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(redisPort),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            place.folder().toString());
    Child child =
        place.children().start("redis", place.pinning().load(command), place.file("redis.log"));
    children.add(child.awaitPort(redisPort, START_WAIT_S));
  }

  int standInPort() {
    return standInPort;
  }

  int redisPort() {
    return redisPort;
  }

  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    for (Child child : children) {
      pids.addAll(child.pids());
    }
    return pids;
  }

  void requireAlive() {
    for (Child child : children) {
      if (!child.alive()) {
        throw new BenchFailure("a process the targets stand on has ended" + child.tail());
      }
    }
  }
}
