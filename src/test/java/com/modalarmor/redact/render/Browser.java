package com.modalarmor.redact.render;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium that shows answers, each in a frame of its own, and two servers: one that
 * holds the page, and one that stands for every other host and writes down what it is asked.
 */
final class Browser implements AutoCloseable {

  private static final String[] NAMES = {
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
  };
  private static final long WAIT_S = 90;

  private final HttpServer page;
  private final HttpServer others;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private List<String> answers = List.of();

  Browser() throws IOException {
    page = server();
    others = server();
    page.createContext("/", exchange -> reply(exchange, page(exchange.getRequestURI().getPath())));
    others.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
          if (!request.startsWith("clients2.google.com/time/")) { // the browser's own clock
            asked.add(request);
          }
          reply(exchange, "");
        });
    page.start();
    others.start();
  }

  private HttpServer server() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    return server;
  }

  private static void reply(com.sun.net.httpserver.HttpExchange exchange, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Host and port of everything that is not the page. */
  String elsewhere() {
    return "127.0.0.1:" + others.getAddress().getPort();
  }

  /** Shows the answers as HTML; returns what was asked of other hosts. */
  List<String> show(List<String> html) throws IOException, InterruptedException {
    answers = html;
    Path profile = Files.createTempDirectory("browser");
    Process process =
        new ProcessBuilder(
                binary(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,Translate",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--host-resolver-rules=MAP * "
                    + elsewhere()
                    + ", EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "http://localhost:" + page.getAddress().getPort() + "/")
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      if (!done.await(WAIT_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the browser did not finish within " + WAIT_S + " s");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      delete(profile);
    }
    return new ArrayList<>(asked);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | java.io.UncheckedIOException e) {
      folder.toFile().deleteOnExit(); // the browser's last child may still write
    }
  }

  private String page(String path) {
    if (path.equals("/")) {
      StringBuilder frames = new StringBuilder("<!DOCTYPE html><body>");
      for (int i = 0; i < answers.size(); i++) {
        frames.append("<iframe src=/answer/").append(i).append("></iframe>");
      }
      return frames
          + "<script>onload=()=>setTimeout(()=>fetch('/done'),4000);setTimeout(()=>fetch('/done'),30000)</script>";
    }
    if (path.equals("/done")) {
      done.countDown();
      return "";
    }
    if (!path.startsWith("/answer/")) {
      return "";
    }
    int number;
    try {
      number = Integer.parseInt(path.substring("/answer/".length()));
    } catch (NumberFormatException e) {
      return "";
    }
    // What an answer offers to a click is clicked.
    return "<!DOCTYPE html><html><head><meta charset=utf-8><script>"
        + "setTimeout(()=>{const a=document.getElementById('auto');if(a){a.click?a.click():"
        + "a.dispatchEvent(new MouseEvent('click',{bubbles:true}))}},500)</script></head><body><div>"
        + answers.get(number)
        + "</div></body></html>";
  }

  /** The browser's program, or null. */
  static String binary() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (String name : NAMES) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    page.stop(0);
    others.stop(0);
    threads.shutdownNow();
  }
}
