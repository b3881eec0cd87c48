package com.modalarmor.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The project's own pom.xml, as far as the checks ask. */
record Pom(
    String version,
    String finalName,
    Map<String, String> properties,
    List<Artefact> dependencies,
    List<Artefact> managed,
    List<Artefact> plugins) {

  /** A dependency or plugin; texts are as written, empty when absent. */
  record Artefact(String group, String name, String version, String scope) {}

  static Pom read() {
    Element project;
    try {
      project =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Path.of("pom.xml").toFile())
              .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("pom.xml cannot be read", e);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (Element property : children(child(project, "properties"), "*")) {
      properties.put(property.getTagName(), property.getTextContent().strip());
    }
    return new Pom(
        text(project, "version"),
        text(child(project, "build"), "finalName"),
        properties,
        artefacts(child(project, "dependencies"), "dependency"),
        artefacts(child(child(project, "dependencyManagement"), "dependencies"), "dependency"),
        artefacts(child(child(project, "build"), "plugins"), "plugin"));
  }

  private static List<Artefact> artefacts(Element list, String tag) {
    List<Artefact> artefacts = new ArrayList<>();
    for (Element element : children(list, tag)) {
      artefacts.add(
          new Artefact(
              text(element, "groupId"),
              text(element, "artifactId"),
              text(element, "version"),
              text(element, "scope")));
    }
    return artefacts;
  }

  private static String text(Element parent, String tag) {
    List<Element> found = children(parent, tag);
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
  }

  private static Element child(Element parent, String tag) {
    List<Element> found = children(parent, tag);
    if (found.size() != 1) {
      throw new IllegalStateException("pom.xml: expected one <" + tag + ">");
    }
    return found.get(0);
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (tag.equals("*") || element.getTagName().equals(tag))) {
        children.add(element);
      }
    }
    return children;
  }
}
