package com.modalarmor.policy;

import com.modalarmor.redact.render.RenderProfile;
import com.modalarmor.redact.render.RenderStream;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.text.url.Origins;
import java.util.List;

/**
 * Where answers are shown, and where they may lead. Immutable.
 *
 * @param render what is taken out of them for that place
 * @param origins the permitted hosts; none said = links are judged by what they carry
 */
public record AnswerRules(RenderProfile render, Origins origins) {

  public static final AnswerRules NONE = new AnswerRules(RenderProfile.NONE, Origins.UNSAID);

  static AnswerRules read(SettingsReader section) {
    RenderProfile render = section.choice("render", RenderProfile.class, RenderProfile.NONE);
    try {
      return new AnswerRules(render, Origins.of(section.texts("origins", List.of())));
    } catch (IllegalArgumentException e) {
      section.fault("origins", e.getMessage());
      return NONE;
    }
  }

  /** False when answers are left as they are. */
  public boolean changes() {
    return render != RenderProfile.NONE;
  }

  /** The harmless form of a whole answer. */
  public String harmless(String text) {
    return render.apply(text, origins);
  }

  /** The same for an answer that comes in pieces. */
  public RenderStream stream() {
    return new RenderStream(render, origins);
  }
}
