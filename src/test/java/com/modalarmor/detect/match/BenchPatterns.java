package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.List;

/** 150 patterns in the manner of a signature pack, for measurements and size checks. Stateless. */
final class BenchPatterns {
  private static final String[] PATTERNS = {
    "\\b(ignore|disregard|forget|skip|bypass|override)\\s+(all\\s+|any\\s+)?(of\\s+"
        + ")?(the\\s+|your\\s+|my\\s+)?(previous|prior|above|preceding|earlier|former)\\s"
        + "+(instructions?|prompts?|rules?|directions?|orders?|messages?|context)\\b",
    "\\b(ignore|disregard|forget)\\s+(everything|anything|all)\\s+(above|before|pri"
        + "or|you\\s+(know|were\\s+told))",
    "\\bdo\\s+not\\s+(follow|obey|listen\\s+to)\\s+(the\\s+|your\\s+|any\\s+)?(rule"
        + "s|guidelines|instructions|policy|policies)",
    "\\b(new|updated|revised)\\s+(system\\s+)?(instructions?|directives?)\\s*(:|are|follow)",
    "\\bfrom\\s+now\\s+on,?\\s+you\\s+(are|will|must|shall)\\b",
    "\\byou\\s+are\\s+now\\s+(a|an|the|in|free|going)\\b",
    "\\bpretend\\s+(that\\s+)?(to\\s+be|you\\s*('re|are)|you\\s+have\\s+no)\\b",
    "\\bact\\s+as\\s+(if|though|an?\\s+(unrestricted|unfiltered|evil|uncensored))\\b",
    "\\b(dan|stan|dude|aim)\\s+mode\\b",
    "\\bdo\\s+anything\\s+now\\b",
    "\\bjail\\s?br(eak|oken|eaking)\\b",
    "\\bdeveloper\\s+mode\\s+(enabled|on|output|activated|unlocked)",
    "\\b(no|without(\\s+any)?)\\s+(restrictions?|limitations?|filters?|censorship|guardrails)\\b",
    "\\b(reveal|show|print|display|output|repeat|tell\\s+me|give\\s+me|leak|dump)"
        + "\\s+(me\\s+)?(all\\s+)?(of\\s+)?(your|the)\\s+(full\\s+|entire\\s+|initial\\s+"
        + "|original\\s+|hidden\\s+|secret\\s+)?(system\\s+)?(prompt|instructions|message"
        + "|directives)\\b",
    "\\bwhat\\s+(is|are|were|was)\\s+your\\s+(initial\\s+|original\\s+|system\\s+)?"
        + "(prompt|instructions|directives)\\b",
    "\\brepeat\\s+(everything|the\\s+(words|text|sentences?))\\s+above\\b",
    "\\bsystem\\s*prompt.{0,40}(verbatim|word\\s+for\\s+word|base64)",
    "<\\|im_(start|end)\\|>",
    "<\\|(system|user|assistant|endoftext|eot_id|start_header_id)\\|>",
    "\\[/?inst\\]",
    "<</?sys>>",
    "###\\s*(system|instruction|assistant|response)\\s*:",
    "\\b(begin|start)\\s+of\\s+(system|new)\\s+(prompt|instructions)",
    "\\bend\\s+of\\s+(the\\s+)?(system\\s+)?(prompt|instructions|context)\\b",
    "!\\[[^\\]]{0,80}\\]\\(https?://[^)]{0,120}\\?[^)]{0,80}=",
    "\\bsend\\s+(it|this|them|the\\s+\\w{1,20})\\s+to\\s+https?://",
    "\\b(curl|wget)\\s+(-\\w+\\s+)?https?://",
    "\\bexfiltrat(e|ion|ing)\\b",
    "\\bbase64\\s+(encode|decode|decoded|encoded)\\b",
    "\\brot\\s?13\\b",
    "\\bgrandm(a|other)\\b.{0,80}\\b(napalm|windows\\s+keys?|recipe)",
    "\\bhypothetical(ly)?\\b.{0,60}\\b(no\\s+rules|anything|illegal)",
    "\\bopposite\\s+(day|mode)\\b",
    "\\byour\\s+(true|real|inner)\\s+(self|purpose|name)\\b",
    "\\bsudo\\s+mode\\b",
    "\\bgod\\s?mode\\b",
    "\\bunlock(ed)?\\s+(your|the)\\s+(full|hidden|true)\\s+(potential|power)",
    "\\bopenai('s)?\\s+(content\\s+)?polic(y|ies)\\b",
    "\\bethical\\s+(guidelines|constraints|boundaries)\\b.{0,40}(ignore|remove|disable)",
    "\\b(disable|turn\\s+off|deactivate|remove)\\s+(your|the|all)\\s+(safety|conten"
        + "t|moderation)\\s+(filters?|features?|settings|guards?)",
    "\\bi\\s+am\\s+(your|the)\\s+(developer|creator|admin(istrator)?|owner)\\b",
    "\\bas\\s+(your|the)\\s+(developer|creator|admin(istrator)?),?\\s+i\\b",
    "\\bdebug\\s+(mode|console)\\b.{0,30}(enable|print|enter)",
    "\\bmaintenance\\s+mode\\b",
    "\\btranslate\\s+(the\\s+)?(above|previous|system)\\b",
    "\\bsummari[sz]e\\s+(your|the)\\s+(system|initial|hidden)\\b",
    "\\bconfidential\\s+(instructions|prompt|information).{0,40}(reveal|print|share)",
    "\\brespond\\s+(only\\s+)?(with|in)\\s+(yes|\"?sure|i\\s+have\\s+been\\s+pwned)",
    "\\bpwned\\b",
    "\\bstay\\s+in\\s+character\\b",
    "\\bnever\\s+(refuse|say\\s+no|break\\s+character)\\b",
    "\\bcannot\\s+(refuse|decline|say\\s+no)\\b",
    "\\bevil\\s+(confidant|twin|bot|ai)\\b",
    "\\btwo\\s+responses\\b.{0,60}\\b(normal|jailbroken|classic)",
    "\\[(classic|jailbreak|developer|unfiltered)\\]",
    "\\btoken\\s+(smuggling|system)\\b",
    "\\bwill\\s+lose\\s+\\d+\\s+tokens\\b",
    "\\bimportant\\s*:\\s*(ignore|disregard|override|new)",
    "\\battention\\s+(ai|assistant|llm|model)\\b",
    "\\bif\\s+you\\s+are\\s+(an?\\s+)?(ai|llm|language\\s+model)\\b.{0,60}(then|please|must)",
    "\\bnote\\s+to\\s+(the\\s+)?(ai|assistant|llm|model|summari[sz]er)\\b",
    "\\bhidden\\s+(text|instructions?|message)\\b",
    "\\bcall\\s+the\\s+\\w{1,30}\\s+(tool|function|api)\\s+with\\b",
    "\\b(invoke|execute|run)\\s+(the\\s+)?(shell|bash|python|system)\\s+(command|tool|code)",
    "\\brm\\s+-rf\\s+/",
    "\\bos\\.system\\s*\\(",
    "\\bsubprocess\\.(run|call|popen)\\b",
    "\\beval\\s*\\(\\s*(atob|base64)",
    "javascript\\s*:\\s*\\w",
    "<script[^>]{0,60}>",
    "\\bonerror\\s*=",
    "\\bdocument\\.cookie\\b",
    "\\bunion\\s+(all\\s+)?select\\b",
    "'\\s*or\\s+'?1'?\\s*=\\s*'?1",
    "\\bdrop\\s+table\\b",
    "\\{\\{\\s*(config|self|request)\\b",
    "\\$\\{jndi:",
    "\\b(password|passwd|secret|api[_ ]?key)s?\\s+(is|are|:|=)\\s*\\S{6,40}",
    "\\bssh-rsa\\s+[a-z0-9+/]{20,60}",
    "\\bakia[0-9a-z]{16}\\b",
    "\\bghp_[a-z0-9]{36}\\b",
    "\\bsk-[a-z0-9]{20,60}\\b",
    "-----begin\\s+(rsa\\s+|ec\\s+)?private\\s+key-----",
    "\\bxox[baprs]-[a-z0-9-]{10,60}",
    "ignor(e[rz]?|iere|a|ez)\\s+(todas?\\s+)?(las?\\s+|les\\s+|alle\\s+)?(instrucci"
        + "ones|instructions|anweisungen|istruzioni)",
    "olvida\\s+(todo|todas)\\s+(lo|las)",
    "vergiss\\s+(alles|alle\\s+(vorherigen|bisherigen))",
    "oublie[zr]?\\s+(tout|toutes)\\s+(ce|les)",
    "忽略(之前|以上|前面|所有)的?(所有)?(指令|指示|说明|提示)",
    "无视(上面|之前)的?(内容|指令)",
    "以前の(指示|命令)を(無視|忘れ)",
    "이전(의)?\\s*(지시|명령)(을|를|사항을)?\\s*무시",
    "игнорируй(те)?\\s+(все\\s+)?(предыдущие|прежние)\\s+(инструкции|указания)",
    "забудь\\s+(все|всё)\\s+(предыдущие|что)",
    "تجاهل\\s+(جميع\\s+|كل\\s+)?(التعليمات|الأوامر)\\s+(السابقة)?",
    "पिछले\\s+(सभी\\s+)?निर्देशों?\\s+को\\s+(अनदेखा|भूल)",
    "ignore\\s+as\\s+instruções\\s+(anteriores|acima)",
  };

  private static final String[][] FAMILIES = {
    {"roleplay", "simulate", "imagine", "emulate", "impersonate"},
    {
      "an?\\s+unrestricted\\s+(ai|model)",
      "a\\s+hacker\\b",
      "a\\s+world\\s+(with\\s+no|without)\\s+rules",
      "an\\s+(evil|amoral)\\s+\\w{1,20}",
      "your\\s+creator"
    },
    {"bypass", "circumvent", "evade", "get\\s+around", "defeat"},
    {
      "(the|your|all)\\s+(safety|content)\\s+(filter|polic)",
      "(the|your)\\s+guardrails",
      "(any|all)\\s+restrictions",
      "(the|your)\\s+alignment",
      "moderation"
    },
  };

  private BenchPatterns() {}

  static List<PatternSource> all() {
    List<PatternSource> sources = new ArrayList<>();
    for (String pattern : PATTERNS) {
      add(sources, pattern);
    }
    for (int family = 0; family < FAMILIES.length; family += 2) {
      for (String verb : FAMILIES[family]) {
        for (String object : FAMILIES[family + 1]) {
          add(sources, "\\b" + verb + "\\s+(being\\s+|that\\s+you\\s+are\\s+)?" + object);
        }
      }
    }
    return sources;
  }

  private static void add(List<PatternSource> sources, String regex) {
    sources.add(new PatternSource("bench-" + sources.size(), regex));
  }
}
