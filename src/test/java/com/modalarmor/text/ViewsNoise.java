package com.modalarmor.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Counts what views make of labelled texts: how many have a decoded view, how many a suspicious
 * transform. Run by hand with gzipped JSON lines ({@code java -cp … ViewsNoise FILE [show]}). Not a
 * test.
 */
final class ViewsNoise {

  private ViewsNoise() {}

  public static void main(String[] args) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Views views = new Views();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new FileInputStream(args[0])), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode row = json.readTree(line);
        String label = row.get("label").asText();
        views.read(row.get("text").asText());
        add(counts, label + " texts");
        if (views.decodedCount() > 0) {
          add(counts, label + " decoded");
        }
        if (views.transforms() != 0) {
          add(counts, label + " suspicious");
        }
        if (views.truncated()) {
          add(counts, label + " truncated");
        }
        Transform.names(views.transforms()).forEach(t -> add(counts, label + " suspicious " + t));
        int undone = 0;
        for (int i = 0; i < views.decodedCount(); i++) {
          undone |= views.decodedTransforms(i);
        }
        Transform.names(undone).forEach(t -> add(counts, label + " decoded " + t));
        if (args.length > 1 && label.equals("benign")) {
          show(row, views, args[1]);
        }
      }
    }
    counts.forEach((name, count) -> System.out.println(name + " " + count));
  }

  private static void add(Map<String, Integer> counts, String name) {
    counts.merge(name, 1, Integer::sum);
  }

  private static void show(JsonNode row, Views views, String what) {
    for (int i = 0; i < views.decodedCount(); i++) {
      String names = Transform.names(views.decodedTransforms(i)).toString();
      if (names.contains(what)) {
        View view = views.decoded(i);
        boolean reported = Transform.names(views.transforms()).contains(what);
        String content = new String(view.chars(), 0, Math.min(view.length(), 160));
        System.out.println(
            row.get("source").asText()
                + (reported ? " SUSPICIOUS " : " ")
                + names
                + " "
                + view.length()
                + " "
                + content.replace('\n', '~'));
      }
    }
    boolean none = views.decodedCount() == 0;
    if (none && Transform.names(views.transforms()).contains(what)) {
      System.out.println(row.get("source").asText() + " SUSPICIOUS folded");
    }
  }
}
