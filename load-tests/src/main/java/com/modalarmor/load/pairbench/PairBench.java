package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code pair-bench}.
 *
 * <p>One thread; a shutdown hook and a timer only stop what it started.
 */
@Command(
    name = "pair-bench",
    mixinStandardHelpOptions = true,
    version = "pair-bench 0.1.0",
    sortOptions = false,
    description =
        "Measures the gateway against a bare Vert.x proxy and nginx, each in front of the same"
            + " fast model stand-in, in alternation. Writes pair-bench.json and pair-bench.md.",
    footer = "Exit codes: 0 measured, 1 failed or bars missed with --enforce, 2 usage.")
public final class PairBench implements Callable<Integer> {
  private static final List<String> GATEWAYS = List.of(Target.GATEWAY, Target.KNOWING);
  private static final int WARMUP_BATCHES_MAX = 10;
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

  @Option(names = "--rounds", defaultValue = "6", description = "Rounds, 5 or more" + DEFAULT)
  private int rounds;

  @Option(names = "--rate", defaultValue = "5000", description = "Offered req/s" + DEFAULT)
  private int rate;

  @Option(names = "--seconds", defaultValue = "4", description = "Of the fixed rate" + DEFAULT)
  private int seconds;

  @Option(
      names = "--spread",
      description =
          "Clients of the fixed rate start a millisecond apart, so that they send by turns")
  private boolean spread;

  @Option(names = "--requests", defaultValue = "20000", description = "Of a closed run" + DEFAULT)
  private int requests;

  @Option(
      names = "--warmup",
      defaultValue = "20000",
      description =
          "Closed requests of a warm-up batch, which has a run at the fixed rate, too; batches are"
              + " sent until the JIT is quiet"
              + DEFAULT)
  private int warmup;

  @Option(
      names = "--targets",
      split = ",",
      defaultValue = "gateway,gateway-known,proxy,nginx",
      description =
          "proxy is always needed; gateway reads each prompt anew, gateway-known is as shipped and"
              + " knows the bench's one prompt again"
              + DEFAULT)
  private List<String> targets;

  @Option(
      names = "--upstream",
      defaultValue = "h2",
      description =
          "The way to the stand-in: h2, HTTP/2 over TLS 1.3, as the Gemini API is reached; h2c,"
              + " HTTP/2 without TLS; http1, without either. nginx takes HTTP/1.1 for HTTP/2"
              + DEFAULT)
  private Hop hop;

  @Option(names = "--skip-nginx", description = "Leave nginx out though it is installed")
  private boolean skipNginx;

  @Option(
      names = "--gateway-jar",
      defaultValue = "target/modal-armor.jar",
      description = "The gateway under test" + DEFAULT)
  private Path gatewayJar;

  @Option(
      names = "--gateway-config",
      defaultValue = "",
      description = "Settings template instead of the built-in one")
  private Path gatewayConfig;

  @Option(
      names = "--out",
      defaultValue = "load-tests/target/pair-bench",
      description = "Folder for report and logs" + DEFAULT)
  private Path out;

  @Option(
      names = "--quick",
      description = "2 short rounds, to see that it works; not for the record")
  private boolean quick;

  @Option(names = "--enforce", description = "Exit code 1 when a bar is missed")
  private boolean enforce;

  @Option(
      names = "--gc",
      defaultValue = "Serial",
      description = "Collector of all JVMs: Serial, as in the image; Parallel, G1" + DEFAULT)
  private String gc;

  @Option(
      names = "--event-loops",
      defaultValue = "1",
      description = "Of proxy and gateway" + DEFAULT)
  private int eventLoops;

  @Option(
      names = "--target-cpu",
      defaultValue = "0",
      description = "Core under test, or a list such as 0-3" + DEFAULT)
  private String targetCpus;

  @Option(
      names = "--load-cpu",
      defaultValue = "1",
      description = "Core of all else, or a list" + DEFAULT)
  private String loadCpus;

  @Option(names = "--no-pin", description = "Do not bind processes to cores")
  private boolean noPin;

  @Option(
      names = "--quiet-wait",
      defaultValue = "20",
      description =
          "Seconds at most to wait, before a measurement, for others to leave the cores" + DEFAULT)
  private int quietWaitS;

  @Option(
      names = "--repeats",
      defaultValue = "2",
      description = "Times a measurement short of CPU is made again before giving up" + DEFAULT)
  private int repeats;

  @Option(
      names = "--limit-minutes",
      defaultValue = "15",
      description = "The whole run ends by then" + DEFAULT)
  private int limitMinutes;

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new PairBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() {
    if (!List.of(Target.GATEWAY, Target.KNOWING, Target.PROXY, Target.NGINX).containsAll(targets)
        || !targets.contains(Target.PROXY)) {
      System.err.println("--targets takes gateway, gateway-known, proxy, nginx, and needs proxy");
      return 2;
    }
    if (rounds < 1 || rate < 1 || seconds < 1 || requests < 1 || warmup < 1 || eventLoops < 1) {
      System.err.println(
          "--rounds, --rate, --seconds, --requests, --warmup, --event-loops: 1 or more");
      return 2;
    }
    Children children = new Children();
    Thread hook = new Thread(children::close, "stop-children");
    Runtime.getRuntime().addShutdownHook(hook);
    Timer watchdog = startWatchdog();
    try {
      return measure(children);
    } catch (BenchFailure failure) {
      System.err.println("pair-bench: " + failure.getMessage());
      return 1;
    } catch (IOException failure) {
      System.err.println("pair-bench: cannot write: " + failure.getMessage());
      return 1;
    } finally {
      watchdog.cancel();
      children.close();
    }
  }

  private Timer startWatchdog() {
    Timer timer = new Timer("watchdog", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            System.err.println("pair-bench: not done in " + limitMinutes + " minutes, stopping");
            System.exit(1);
          }
        },
        limitMinutes * 60_000L);
    return timer;
  }

  private int measure(Children children) throws IOException {
    if (!ProcFs.hasSchedstat()) {
      throw new BenchFailure("this kernel has no /proc/self/schedstat; CPU time cannot be read");
    }
    Plan plan = plan();
    // Before this process is moved to one core and sees only that.
    JsonObject machine = Machine.describe();
    Path work = Files.createDirectories(out.toAbsolutePath().normalize().resolve("work"));
    Pinning pinning = Pinning.choose(!noPin, targetCpus, loadCpus);
    pinning.moveThisProcess();
    JavaCommand java = new JavaCommand(gc, eventLoops);
    Certificate certificate = Certificate.create(children, work);
    Workplace place = new Workplace(work, children, pinning, java, certificate, eventLoops, hop);

    JwtMint jwt = JwtMint.create();
    List<String> notes = new ArrayList<>();
    if (!pinning.active()) {
      notes.add("not pinned to cores; ratios are looser");
    }
    Backends backends = Backends.start(place, GATEWAYS.stream().anyMatch(targets::contains));
    List<Target> running = startTargets(place, jwt, backends, notes);
    for (String note : notes) {
      System.err.println("note: " + note);
    }
    String token = jwt.token(Instant.now().getEpochSecond() - 5, limitMinutes * 60L + 300);
    H2load h2load = new H2load(place, token, Math.max(60, seconds * 3));
    int steps = running.size() * (1 + plan.rounds() * Phase.values().length);
    Progress progress = new Progress(System.err, System.console() != null, steps);
    Rounds bench = new Rounds(plan, h2load, backends, progress);
    List<Sample> samples = bench.run(running);

    List<String> names = running.stream().map(Target::name).toList();
    List<Summary> summaries = Summary.of(names, samples);
    JsonObject facts = facts(plan, pinning, java, notes, bench.repeats()).put("machine", machine);
    Report report = new Report(facts, samples, summaries, Bar.of(summaries));
    report.write(out);
    System.out.println(report.markdown());
    System.out.println("written to " + out.resolve("pair-bench.json") + " and pair-bench.md");
    return verdict(report.bars());
  }

  private int verdict(List<Bar> bars) {
    for (Bar bar : bars) {
      if (enforce && bar.demanded() && !bar.kept()) {
        System.err.println("pair-bench: a bar is missed: " + bar.name());
        return 1;
      }
    }
    return 0;
  }

  private List<Target> startTargets(
      Workplace place, JwtMint jwt, Backends backends, List<String> notes) {
    int poolMax = Plan.inFlightMax();
    List<Target> running = new ArrayList<>();
    for (String name : GATEWAYS) {
      if (targets.contains(name)) {
        running.add(
            GatewayProcess.start(name, place, gatewayJar, gatewayConfig, jwt, backends, poolMax));
      }
    }
    running.add(ProxyProcess.start(place, backends.standInPort(), poolMax));
    if (targets.contains(Target.NGINX) && !skipNginx) {
      String nginx = Tools.find("nginx");
      if (nginx.isEmpty()) {
        notes.add("nginx is not installed, so it is left out");
      } else {
        running.add(NginxProcess.start(place, nginx, backends.standInPort()));
      }
    }
    return running;
  }

  private Plan plan() {
    return new Plan(
        quick ? 2 : rounds,
        quick ? new Plan.WarmUp(20_000, 3) : new Plan.WarmUp(warmup, WARMUP_BATCHES_MAX),
        new Plan.Closed(quick ? 10_000 : requests),
        new Plan.FixedRate(rate, quick ? 2 : seconds, spread),
        new Plan.Patience(repeats, quietWaitS));
  }

  private JsonObject facts(
      Plan plan, Pinning pinning, JavaCommand java, List<String> notes, int repeated) {
    return new JsonObject()
        .put("measured_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("quick", quick)
        .put("plan", plan.json())
        .put("jvm_flags", String.join(" ", java.flags()))
        .put("event_loops", eventLoops)
        .put("upstream", hop.name().toLowerCase(Locale.ROOT))
        .put("pinned", pinning.active())
        .put("repeated_measurements", repeated)
        .put("notes", new JsonArray(new ArrayList<>(notes)));
  }
}
