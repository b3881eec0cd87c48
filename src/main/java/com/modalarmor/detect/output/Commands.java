package com.modalarmor.detect.output;

import com.modalarmor.detect.match.PatternSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The patterns of dangerous commands, one a line: id, tab, pattern. Stateless. */
final class Commands {

  private static final String RESOURCE = "commands.txt";

  private Commands() {}

  static List<PatternSource> load() {
    List<PatternSource> patterns = new ArrayList<>();
    try (InputStream in = Commands.class.getResourceAsStream(RESOURCE)) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null) {
        int tab = line.indexOf('\t');
        if (!line.startsWith("#") && tab > 0) {
          patterns.add(new PatternSource(line.substring(0, tab), line.substring(tab + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(patterns);
  }
}
