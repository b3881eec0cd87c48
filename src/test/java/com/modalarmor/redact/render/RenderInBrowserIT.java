package com.modalarmor.redact.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.modalarmor.text.url.Origins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows hostile answers in a real browser and counts what it asks of other hosts. */
class RenderInBrowserIT {

  private static final Path URLS = Path.of("../shared/data/pii/urls.jsonl.gz");

  @BeforeAll
  static void needsABrowser() {
    boolean required = "true".equals(System.getenv("CI"));
    assumeTrue(required || Browser.binary() != null, "no Chromium on the path");
    assertTrue(Browser.binary() != null, "no Chromium on the path");
  }

  /** Without a profile most of the catalogue does what it is made for: the test sees it. */
  @Test
  void without_a_profile_scripts_run_and_requests_leave() throws Exception {
    List<String> asked = shown(RenderProfile.NONE, false);
    Set<String> kinds = new HashSet<>(asked);
    assertTrue(asked.size() >= 40, "only " + asked.size() + " requests: " + kinds);
    assertTrue(asked.stream().anyMatch(request -> request.endsWith("/ran")), "no script ran");
  }

  @Test
  void after_the_html_profile_nothing_runs_and_nothing_leaves() throws Exception {
    assertEquals(List.of(), shown(RenderProfile.HTML, false));
  }

  @Test
  void after_the_markdown_profile_nothing_runs_and_nothing_leaves() throws Exception {
    assertEquals(List.of(), shown(RenderProfile.MARKDOWN, true));
  }

  @Test
  void markdown_without_a_profile_lets_requests_leave() throws Exception {
    assertTrue(shown(RenderProfile.NONE, true).size() >= 40);
  }

  private static List<String> shown(RenderProfile profile, boolean markdown) throws Exception {
    try (Browser browser = new Browser()) {
      List<String> html = new ArrayList<>();
      for (String answer : answers(browser.elsewhere())) {
        String shown = profile.apply(answer, Origins.UNSAID);
        html.add(markdown ? rendered(shown) : shown);
      }
      return browser.show(html);
    }
  }

  /** As a reader of Markdown does that permits everything. */
  private static String rendered(String markdown) {
    List<org.commonmark.Extension> extensions = List.of(TablesExtension.create());
    return HtmlRenderer.builder()
        .extensions(extensions)
        .build()
        .render(Parser.builder().extensions(extensions).build().parse(markdown));
  }

  private static List<String> answers(String elsewhere) throws IOException {
    String run = "new/**/Image().src=`http://" + elsewhere + "/ran`";
    List<String> answers = new ArrayList<>(ScriptCatalogue.payloads(elsewhere, run));
    assertTrue(answers.size() >= 60, "payloads: " + answers.size());
    if (Files.isReadable(URLS)) {
      answers.addAll(fromRows());
    }
    return answers;
  }

  /** The rows about links and scripts; over http, so that the other hosts can tell. */
  private static List<String> fromRows() throws IOException {
    List<String> texts = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(URLS)), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        JsonNode row = json.readTree(line);
        String kind = row.get("kind").asText();
        if (kind.startsWith("markdown-") && row.get("match").asBoolean()) {
          byte[] text = Base64.getDecoder().decode(row.get("text_b64").asText());
          texts.add(new String(text, StandardCharsets.UTF_8).replace("https://", "http://"));
        }
      }
    }
    assertTrue(texts.size() >= 60, "rows: " + texts.size());
    return texts;
  }
}
